select touch_id as id, link(campaign_id, channel) as url from touches where kind = 'email_click'
