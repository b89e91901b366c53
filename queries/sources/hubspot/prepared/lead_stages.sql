-- When each lead entered which stage of ours: HubSpot's own stages, and what was answered about the others.
--
-- grain: lead_id, stage, entered_at
-- reads: raw.words_entered, raw._choices
with

meanings as (

    select
        question as stage,
        choice as word
    from raw._choices
    where question in ('mql', 'sal', 'sql', 'recycled')
    union
    select
        stage,
        word
    from (values ('lead', 'stage:lead'), ('opportunity', 'stage:opportunity'), ('won', 'stage:customer'))
        as standard(stage, word)
    where word not in (select choice from raw._choices where question in ('mql', 'sal', 'sql', 'recycled'))

)

select
    words.lead_id,
    meanings.stage,
    words.entered_at,
    bool_and(words.is_date_only) as is_date_only
from raw.words_entered as words
inner join meanings on words.word = meanings.word
group by words.lead_id, meanings.stage, words.entered_at
