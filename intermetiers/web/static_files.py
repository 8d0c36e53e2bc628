"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_OF_MODULES = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names change inside our JavaScript modules too, where one imports another.

    Django does it for all files or for none (`support_js_module_import_aggregation`), and htmx
    brings modules that name files it does not bring.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", _OF_MODULES),
        ("vendor/*.js", _OF_MODULES),
    )
