"""The pages that belong to no single app: home, search, history, own data, erasure, digest, navigation, mailbox."""
