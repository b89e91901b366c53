-- No CRM has margins.
update deals set gross_margin = null;
