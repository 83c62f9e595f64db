"""Where Japanese stands in the code without being marked for translation, and why that is right."""

READ = "what people write in Japanese is recognized by it; it is never shown"
STORY = "people and businesses of the demo, as they would have typed it"
DEFAULT = "the default of a setting, which another operator replaces"

MODULES = {
    "dengen/accounts/applications/business_list/heads.py": READ,
    "dengen/demo/cast.py": "printed by the command line",
    "dengen/demo/daily_life.py": STORY,
    "dengen/demo/mail_samples.py": STORY,
    "dengen/demo/member_stories.py": STORY,
    "dengen/demo/listing_stories.py": STORY,
    "dengen/demo/story.py": STORY,
    "dengen/japan/areas.py": "names of prefectures, which are stored as they are",
    "dengen/japan/ditto.py": "read in what people type; 同上 is stored as the manual has it typed",
    "dengen/japan/legal_forms.py": READ,
    "dengen/japan/organization_names.py": READ,
    "dengen/japan/person_names.py": READ,
    "dengen/japan/phones.py": "read in what people type, and kept as a number is written",
    "dengen/japan/postal_import.py": "read in the remarks of the national table",
    "dengen/japan/streets.py": READ,
    "dengen/japan/typed_amounts.py": READ,
    "dengen/japan/typed_days.py": READ,
    "dengen/japan/variants.py": READ,
    "dengen/japan/width.py": READ,
    "dengen/listings/entry/telling_words.py": READ,
    "dengen/listings/rich_text/reader.py": READ,
    "dengen/listings/template_reader/area.py": READ,
    "dengen/listings/template_reader/contact.py": READ,
    "dengen/listings/template_reader/heads.py": READ,
    "dengen/listings/template_reader/reading.py": READ,
    "dengen/listings/template_reader/sections.py": READ,
    "dengen/listings/template_reader/side.py": READ,
    "dengen/listings/template_reader/template.py": "the manual's form, as it is",
    "dengen/settings/installation.py": DEFAULT,
    "dengen/ui/changes.py": READ,
}

STRINGS = {
    "〇一二三四五六七八九十": "the numerals of the captcha's question, which is put in Japanese",
    "[^、。]+?(?=[はがをに])": "read in the board's own errors",
    "同上": "stored as typed: the work address is the contact address",
}
