"""What comes back by mail: the Forum's mailbox is read, and each message sorted and dealt with once."""
