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
