"""The headings under which a list of businesses may come; recognized, never shown."""

NAMES = {"事業者名", "事業者名称", "名称", "会社名", "商号", "商号又は名称", "法人名", "name"}
NUMBERS = {"法人番号", "corporate number", "corporate_number"}
