"""PDF → sheets: characters and drawings by PDFium, put together to lines of type.

Bytes come in; pages as `sheet.model.Sheet` go out.
"""
