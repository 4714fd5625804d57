"""Where static files are collected: each under a name with its hash, which style sheets, and modules that import
others, use too.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Whitenoise's, with the hashed names in the imports of our scripts, so that a new release of one is fetched by
    all.
    """

    support_js_module_import_aggregation = True
    max_post_process_passes = 10  # one for each module that stands below another

    def compress_files(self, paths):
        """Compress what browsers of people ask for: files by their hashed names, and no map from a script back to its
        source. The others stay there as they are: to compress them too takes three times as long.
        """
        hashed = set(self.hashed_files.values())
        return super().compress_files(path for path in paths if path in hashed and not path.endswith(".map"))
