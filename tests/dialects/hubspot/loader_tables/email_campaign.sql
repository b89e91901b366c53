select distinct 'E-' || content as id, content as name from touches where kind = 'email_click'
