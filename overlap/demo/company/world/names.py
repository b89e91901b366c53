"""The words of the demo company: people, firms, titles, industries, pieces of content. Invented, all of them."""

FIRST_NAMES = (
    "Anna", "Ben", "Carla", "David", "Elif", "Farid", "Grace", "Hannah", "Igor", "Jana", "Kofi", "Lena", "Marco",
    "Nadia", "Oskar", "Priya", "Quinn", "Rosa", "Samuel", "Tessa", "Uwe", "Vera", "Wei", "Yuki", "Zoe", "José",
    "Björn", "Chloé", "Daniel", "Emma", "Felix", "Ines", "Jakob", "Lucía", "Maja", "Noah", "Olivia", "Paul", "Sofia",
    "Tomás",
)  # fmt: skip
LAST_NAMES = (
    "Albers", "Bianchi", "Chen", "Dubois", "Eriksen", "Fischer", "García", "Hoffmann", "Ivanov", "Jansen", "Kowalski",
    "Lopez", "Müller", "Nguyen", "O'Brien", "Petersen", "Quispe", "Rossi", "Schneider", "Tanaka", "Ueda", "Vogel",
    "Weber", "Xu", "Yilmaz", "Zimmermann", "Adeyemi", "Brown", "Carter", "Das", "Evans", "Fernandes", "Gupta", "Hall",
    "Ito", "Johnson", "Khan", "Lim", "Moreau", "Novak", "Olsen", "Park", "Ricci", "Sato", "Tan", "Vargas", "Wilson",
    "Wong", "Young", "Zhang",
)  # fmt: skip
SELLER_NAMES = (
    "Keller", "Okafor", "Lindqvist", "Marchetti", "Brandt", "Haddad", "Novotny", "Reyes", "Sorensen", "Takahashi",
    "Winter", "Delgado", "Baumann", "Castillo", "Dvorak", "Engel", "Fontaine", "Greco", "Hartmann", "Ibrahim",
    "Jacobs", "Krause", "Laurent", "Meyer", "Nakamura", "Ortiz", "Pereira", "Roth", "Silva", "Torres", "Urban",
    "Vasquez", "Wagner", "Yamamoto", "Ziegler", "Andersson", "Blanc", "Conti", "Dietrich", "Ekström",
)  # fmt: skip
FIRM_NAMES = (
    "Nordwerk", "Alpina", "Blueline", "Castor", "Delphi", "Elbtal", "Fjord", "Granit", "Harbor", "Isar", "Juniper",
    "Kestrel", "Lumen", "Meridian", "Nimbus", "Orion", "Pinnacle", "Quartz", "Rhein", "Sable", "Tessera", "Umbra",
    "Vantage", "Westport", "Xenon", "Yarrow", "Zephyr", "Arden", "Beacon", "Cobalt", "Dynamo", "Ember", "Falcon",
    "Glacier", "Horizon", "Indigo", "Jasper", "Keystone", "Larch", "Mosaic",
)  # fmt: skip
FIRM_TRADES = (
    "Logistics", "Systems", "Foods", "Energy", "Textiles", "Robotics", "Pharma", "Insurance", "Steel", "Software",
    "Packaging", "Optics", "Media", "Foundry", "Travel", "Analytics", "Chemicals", "Mobility", "Tools", "Paper",
    "Ceramics", "Marine", "Networks", "Retail", "Printing",
)  # fmt: skip
FIRM_FORMS = ("GmbH", "Inc.", "Pte. Ltd.")  # by region
INDUSTRIES = (
    "Manufacturing", "Logistics", "Software", "Retail", "Finance", "Health", "Energy", "Public sector",
)  # fmt: skip
TITLES = (
    "Head of Operations", "Managing Director", "IT Manager", "Buyer", "Marketing Manager", "Sales Director",
    "Head of Finance", "Project Manager", "Team Lead", "Plant Manager", "Chief Information Officer", "Analyst",
)  # fmt: skip
CONTENT = {
    "page_view": ("Pricing", "Product overview", "Customer stories", "Integrations", "Security", "Blog"),
    "ad_click": ("Ad: save an hour a day", "Ad: free trial", "Ad: the buyer's guide"),
    "email_click": ("Newsletter", "Invitation", "Case study mail"),
    "booth_scan": ("Stand",),
    "webinar": ("Getting started", "Product tour", "Customer panel"),
    "form": ("Contact form", "Buyer's guide", "White paper", "Demo request"),
}
SENT_CONTENT = ("Price list", "Case study", "Security paper", "Product sheet", "Return on investment sheet")
USEFUL_PIECE = "Return on investment sheet"  # goes with winning
RETIRED_PIECE, IN_ITS_PLACE = "Security paper", "Product sheet"  # nobody sends it any more in the last year
