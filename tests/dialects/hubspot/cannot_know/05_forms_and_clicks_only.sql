-- Only forms and clicks in e-mails are exported with the person: no page views, ad clicks, webinars or booth scans.
delete from touches where kind not in ('form', 'email_click');

update touches set quantity = null;
