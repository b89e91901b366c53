-- A report converts amounts into the corporate currency, at the rate of the day an opportunity closes, or was made.
update deal_stages set amount_then = round(amount_then::double * rates.rate::double, 2)::decimal(18, 2)::varchar
from deals
inner join rates
    on deals.currency = rates.currency and rates.day = berlin(coalesce(closed_at, opened_at), '%Y-%m-%d')
where deal_stages.deal_id = deals.deal_id;
update deals set amount = round(amount::double * rates.rate::double, 2)::decimal(18, 2)::varchar
from rates
where deals.currency = rates.currency and rates.day = berlin(coalesce(closed_at, opened_at), '%Y-%m-%d');
update deals set currency = 'EUR';
delete from rates;
