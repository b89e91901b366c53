-- Which words set comments on good leads apart from comments on bad ones?
--
-- Comments with four or five stars against those with one or two, of handoffs of the period; narrow the campaigns for the words of
-- one. A term is a word or two beside each other, counted once a comment, from five comments on; addresses, numbers, and the
-- lead's own name are no terms. log_odds: how much more often it is said of good leads, adjusted for small samples towards the
-- words of the whole company in the period (an informative prior, by `house_count`); at most one flag in ten is false. The newest 50,000 comments count.
--
-- formerly: feedback/themes
-- grain:   term
-- params:  $filters, $company_filters
-- reads:   filtered.comments
-- needs:   handoffs, feedback
-- then:    overlap.subjects.quality.steps.distinctive_terms.apart
-- columns: term, good_count (count, comments_with_term), bad_count (count, comments_with_term), log_odds (number, term_log_odds),
--          z (number, term_z), p_value (number, term_p), q_value (number, term_q), verdict, term_count (count, terms_tested), house_count (count, comments_with_term),
--          good_comments (count, comments_good), bad_comments (count, comments_bad)
-- opens:   quality/comments side='good' term=term count=good_count
--          quality/comments side='bad' term=term count=bad_count
--          quality/comments side='good' count=good_comments
--          quality/comments side='bad' count=bad_comments
with

comments as (

    select
        side,
        terms
    from filtered.comments($filters)

),

counted as (

    select
        term,
        count(*) filter (where side = 'good') as good_count,
        count(*) filter (where side = 'bad') as bad_count,
        count(*) as all_count
    from (
        select
            side,
            unnest(terms) as term
        from comments
    )
    group by all

),

-- Where only the period is chosen, what is said is what the company says.
of_company as (

    select
        term,
        count(*) as house_count
    from (
        select unnest(terms) as term
        from filtered.comments($company_filters)
        where filtered.is_narrowed($filters)
    )
    group by all
    union all
    select term, all_count
    from counted
    where not filtered.is_narrowed($filters)

)

select
    counted.* exclude (all_count),
    -- Of many comments the company's newest may leave out some of these.
    greatest(coalesce(of_company.house_count, 0), counted.good_count + counted.bad_count) as house_count,
    (select count(*) filter (where side = 'good') from comments) as good_comments,
    (select count(*) filter (where side = 'bad') from comments) as bad_comments
from counted
left join of_company on counted.term = of_company.term
where counted.good_count + counted.bad_count > 0
order by counted.term
