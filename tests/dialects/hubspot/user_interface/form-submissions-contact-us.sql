select
    upper(email) as "Email",
    berlin(touched_at, '%Y-%m-%d %H:%M') as "Conversion Date",
    content as "Form Name",
    link(touches.campaign_id, touches.channel) as "Conversion Page"
from touches
inner join leads on touches.lead_id = leads.lead_id
where content = 'Contact form'
