"""What happened to this lead?"""

from ui import address, gateway, rows
from ui.lead import life, page
from ui.quality.feedback import quick_queue

lead_id = (address.says("lead_id") or [""])[-1]
facts = gateway.ask("lead/facts", lead_id=lead_id) if lead_id else None

if facts is not None and not facts.is_empty():
    page.draw(lead_id, facts)
elif not lead_id and life.wants_queue():
    quick_queue.draw()
else:
    found = life.search(unknown=lead_id or None)
    if not found.is_empty():
        rows.table(found, "found_leads", "lead/search")
