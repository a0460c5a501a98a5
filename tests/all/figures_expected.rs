//! What each figure must say, as plain SQL over the interactions, and how its shorthands are written out.

/// Local time in Berlin for 2026: summer time ends on 25 October at 01:00 UTC.
const LOCAL: &str = "(timestamp + CASE WHEN timestamp >= TIMESTAMP '2026-03-29 01:00:00'
    AND timestamp < TIMESTAMP '2026-10-25 01:00:00' THEN INTERVAL 2 HOUR ELSE INTERVAL 1 HOUR END)";

/// Shorthands of the queries.
const SHORT: &[(&str, &str)] = &[
    (
        "{benchmark}",
        "count(*) AS n, avg((i.status = 'success')::INT) AS n_good, wilson_low(count(*) FILTER (i.status = 'success'), n), wilson_high(count(*) FILTER (i.status = 'success'), n), avg(hallucination::INT), count(hallucination),
         1000 * sum(cost_usd) / nullif(count(*) FILTER (i.status = 'success'), 0), quantile_disc(latency_ms, 0.5), quantile_disc(latency_ms, 0.95), quantile_disc(time_to_first_token_ms, 0.5), quantile_disc(speed, 0.5)
         FROM interactions i LEFT JOIN (SELECT identity, speed FROM {speeds}) USING (identity)",
    ),
    (
        "{speeds}",
        "(SELECT *, output_tokens / (latency_ms - ifnull(time_to_first_token_ms, 0)) * 1000 AS speed FROM interactions
          WHERE status = 'success' AND NOT output_tokens_estimated AND output_tokens > 0 AND latency_ms > ifnull(time_to_first_token_ms, 0))",
    ),
    (
        "{ratings}",
        "count(feedback) AS n, count(*) FILTER (feedback < 0) / n, wilson_low(count(*) FILTER (feedback < 0), n), wilson_high(count(*) FILTER (feedback < 0), n), count(*) FILTER (feedback > 0) / n, avg(feedback), n / count(*)",
    ),
    (
        "{labels}",
        "count(hallucination) AS n, count(*) FILTER (hallucination) AS k, k / n, wilson_low(k, n), wilson_high(k, n), n / count(*)",
    ),
    ("{grounds}", "count(groundedness) AS n, avg(groundedness), avg(suspicion), count(suspicion)"),
    ("{first_token}", "quantile_disc(time_to_first_token_ms, 0.5), quantile_disc(time_to_first_token_ms, 0.95)"),
    ("{percentiles}", "quantile_disc(latency_ms, 0.5), quantile_disc(latency_ms, 0.95), quantile_disc(latency_ms, 0.99)"),
    ("{day}", "strftime({local}, '%Y-%m-%d')"),
    ("{local}", LOCAL),
];

/// Ends of Wilson's interval, by the textbook.
pub const MACROS: &str = "
    CREATE TEMP MACRO wilson_low(k, n) AS (k / n + 3.841458820694124 / (2 * n) - 1.959963984540054 * sqrt(k / n * (1 - k / n) / n + 3.841458820694124 / (4 * n * n))) / (1 + 3.841458820694124 / n);
    CREATE TEMP MACRO wilson_high(k, n) AS (k / n + 3.841458820694124 / (2 * n) + 1.959963984540054 * sqrt(k / n * (1 - k / n) / n + 3.841458820694124 / (4 * n * n))) / (1 + 3.841458820694124 / n);";

/// A query with its shorthands written out.
pub fn fill(sql: &str) -> String {
    SHORT.iter().fold(sql.to_string(), |sql, (short, long)| sql.replace(short, long))
}

/// What each figure must say. `{day}` is the local day as text, `{percentiles}` the three exact ones.
pub const EXPECTED: &[(&str, &str)] = &[
    ("requests_over_time", "SELECT {day}, ifnull(provider, '(not logged)'), count(*), count(*) FROM interactions GROUP BY ALL ORDER BY ALL"),
    (
        "traffic_by_hour_of_week",
        "SELECT isodow({local}), hour({local}), count(*), count(*) FROM interactions
         WHERE {local}::DATE > (SELECT max({local})::DATE - 14 FROM interactions) GROUP BY ALL ORDER BY ALL",
    ),
    ("latency_over_time", "SELECT {day}, count(*), {percentiles} FROM interactions WHERE latency_ms IS NOT NULL GROUP BY 1 ORDER BY 1"),
    (
        "latency_by_category",
        "SELECT ifnull(category, '(not logged)'), count(*) AS n, {percentiles} FROM interactions WHERE latency_ms IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1",
    ),
    (
        "latency_by_model",
        "SELECT ifnull(model, '(not logged)'), count(*) AS n, {percentiles} FROM interactions WHERE latency_ms IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1",
    ),
    (
        "cost_by_provider_over_time",
        "SELECT {day}, ifnull(provider, '(not logged)'), sum(cost_usd), count(*) FROM interactions WHERE cost_usd IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    (
        "cost_by_model_over_time",
        "SELECT {day}, ifnull(model, '(not logged)'), sum(cost_usd), count(*) FROM interactions WHERE cost_usd IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    (
        "cost_by_model",
        "SELECT ifnull(provider, '(not logged)'), ifnull(model, '(not logged)'), count(*) AS n, count(cost_usd), sum(cost_usd) AS cost,
                avg(cost_usd), 1000 * cost / nullif(count(*) FILTER (status = 'success'), 0), sum(input_tokens), sum(output_tokens),
                1e6 * cost / nullif(ifnull(sum(input_tokens), 0) + ifnull(sum(output_tokens), 0), 0)
         FROM interactions GROUP BY 1, 2 ORDER BY cost DESC NULLS LAST, n DESC, 1, 2",
    ),
    (
        "logged_and_computed_cost",
        "SELECT ifnull(model, '(not logged)'), count(*), sum(logged_cost_usd) AS logged, sum(computed_cost_usd) AS computed, computed / nullif(logged, 0)
         FROM interactions WHERE logged_cost_usd + computed_cost_usd IS NOT NULL GROUP BY 1 ORDER BY logged DESC, 1",
    ),
    (
        "cache_savings_over_time",
        "SELECT {day}, sum(cache_savings_usd), count(*) FROM interactions
         WHERE cache_savings_usd IS NOT NULL AND ifnull(cache_read_tokens, 0) + ifnull(cache_creation_tokens, 0) > 0 GROUP BY 1 ORDER BY 1",
    ),
    (
        "cache_savings_by_model",
        "SELECT model, n, read, written, read / input, saved, cost FROM (
             SELECT ifnull(model, '(not logged)') AS model, count(*) FILTER (ifnull(cache_read_tokens, 0) + ifnull(cache_creation_tokens, 0) > 0
                        AND cache_savings_usd IS NOT NULL) AS n, ifnull(sum(cache_read_tokens), 0) AS read,
                    ifnull(sum(cache_creation_tokens), 0) AS written, sum(input_tokens) AS input, sum(cache_savings_usd) AS saved,
                    sum(computed_cost_usd) AS cost
             FROM interactions GROUP BY 1) WHERE n > 0 ORDER BY saved DESC, 1",
    ),
    (
        "price_entries",
        "SELECT price_entry, ifnull(model, '(not logged)'), count(*), sum(input_tokens), sum(output_tokens), sum(computed_cost_usd) AS cost
         FROM interactions WHERE computed_cost_usd IS NOT NULL GROUP BY 1, 2 ORDER BY round(cost, 9) DESC, 1, 2 LIMIT 200",
    ),
    (
        "token_basis",
        "SELECT 'native', 'inclusive: input includes cached tokens', count(*), sum(input_tokens), sum(cache_read_tokens) FROM interactions
         WHERE cache_read_tokens > 0 OR cache_creation_tokens > 0",
    ),
    (
        "errors_over_time",
        "SELECT {day}, ifnull(error_type, '(no type logged)'), count(*), count(*) FROM interactions WHERE status <> 'success' GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    (
        "errors_by_type",
        "SELECT ifnull(error_type, '(no type logged)'), ifnull(provider, '(not logged)'), ifnull(model, '(not logged)'), count(*) AS n,
                strftime(max({local}), '%Y-%m-%d')
         FROM interactions WHERE status <> 'success' GROUP BY 1, 2, 3 ORDER BY n DESC, 1, 2, 3 LIMIT 50",
    ),
    (
        "category_share",
        "SELECT category, count(*) AS n, n / (SELECT count(category) FROM interactions) FROM interactions WHERE category IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1",
    ),
    ("categories_over_time", "SELECT {day}, category, count(*), count(*) FROM interactions WHERE category IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"),
    (
        "categories",
        "SELECT ifnull(category, '(not logged)'), count(*) AS n, sum(cost_usd), avg(cost_usd), avg((status = 'success')::INT),
                avg(hallucination::INT), count(hallucination), count(latency_ms), {percentiles}
         FROM interactions GROUP BY 1 ORDER BY n DESC, 1",
    ),
    (
        "unpriced_models",
        "SELECT ifnull(provider, '(not logged)'), ifnull(model, '(not logged)'), unpriced_reason, count(*) AS n, sum(input_tokens), sum(output_tokens)
         FROM interactions WHERE cost_usd IS NULL GROUP BY 1, 2, 3 ORDER BY n DESC, 1, 2, 3 LIMIT 100",
    ),
    ("categories_by_provider", "SELECT ifnull(provider, '(not logged)') AS p, category, count(*) AS n, n / sum(count(*)) OVER (PARTITION BY p) FROM interactions WHERE category IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"),
    ("categories_by_app", "SELECT ifnull(app, '(not logged)') AS p, category, count(*) AS n, n / sum(count(*)) OVER (PARTITION BY p) FROM interactions WHERE category IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"),
    ("time_to_first_token_over_time", "SELECT {day}, count(*), {first_token} FROM interactions WHERE time_to_first_token_ms IS NOT NULL GROUP BY 1 ORDER BY 1"),
    ("time_to_first_token_by_model", "SELECT ifnull(model, '(not logged)'), count(*) AS n, {first_token} FROM interactions WHERE time_to_first_token_ms IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1"),
    (
        "output_speed_by_model",
        "SELECT ifnull(model, '(not logged)'), count(*) AS n, quantile_disc(speed, 0.5), quantile_disc(speed, 0.05) FROM {speeds} GROUP BY 1 ORDER BY n DESC, 1",
    ),
    (
        "latency_by_hour_of_week",
        "SELECT isodow({local}), hour({local}), quantile_disc(latency_ms, 0.5), count(*) FROM interactions
         WHERE latency_ms IS NOT NULL AND {local}::DATE > (SELECT max({local})::DATE - 14 FROM interactions) GROUP BY 1, 2 ORDER BY 1, 2",
    ),
    ("cost_by_category_over_time", "SELECT {day}, ifnull(category, '(not logged)'), sum(cost_usd), count(*) FROM interactions WHERE cost_usd IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"),
    (
        "unit_cost_over_time",
        "SELECT {day}, count(cost_usd), 1000 * sum(cost_usd) / nullif(count(*) FILTER (status = 'success'), 0), 1e6 * sum(cost_usd) / nullif(sum(input_tokens + output_tokens), 0)
         FROM interactions GROUP BY 1 HAVING count(cost_usd) > 0 ORDER BY 1",
    ),
    ("tokens_over_time", "SELECT {day}, count(input_tokens), sum(input_tokens), sum(output_tokens) FROM interactions GROUP BY 1 HAVING count(input_tokens) > 0 ORDER BY 1"),
    ("input_against_output", "SELECT ifnull(category, '(not logged)'), count(input_tokens) AS n, avg(input_tokens), avg(output_tokens) FROM interactions GROUP BY 1 HAVING n > 0 ORDER BY n DESC, 1"),
    ("cache_share_over_time", "SELECT {day}, count(input_tokens), ifnull(sum(cache_read_tokens), 0) / nullif(sum(input_tokens), 0) FROM interactions GROUP BY 1 HAVING count(input_tokens) > 0 ORDER BY 1"),
    (
        "token_efficiency",
        "SELECT ifnull(app, '(not logged)'), ifnull(category, '(not logged)'), count(input_tokens + output_tokens) AS n, sum(input_tokens + output_tokens) / nullif(count(*) FILTER (status = 'success'), 0) AS each,
                avg(input_tokens), avg(output_tokens), ifnull(sum(cache_read_tokens), 0) / nullif(sum(input_tokens), 0), avg((status = 'success')::INT),
                1000 * sum(cost_usd) / nullif(count(*) FILTER (status = 'success'), 0)
         FROM interactions GROUP BY 1, 2 HAVING n >= 30 ORDER BY each DESC NULLS LAST, 1, 2 LIMIT 50",
    ),
    ("error_rate_over_time", "SELECT {day}, count(*) AS n, count(*) FILTER (status <> 'success') AS bad, bad / n, wilson_low(bad, n), wilson_high(bad, n) FROM interactions GROUP BY 1 ORDER BY 1"),
    ("feedback_over_time", "SELECT {day}, count(*), avg((feedback > 0)::INT), avg((feedback < 0)::INT), avg(feedback) FROM interactions WHERE feedback IS NOT NULL GROUP BY 1 ORDER BY 1"),
    ("feedback_by_model", "SELECT ifnull(model, '(not logged)'), {ratings} FROM interactions GROUP BY 1 HAVING n > 0 ORDER BY n DESC, 1"),
    ("feedback_by_category", "SELECT ifnull(category, '(not logged)'), {ratings} FROM interactions GROUP BY 1 HAVING n > 0 ORDER BY n DESC, 1"),
    (
        "feedback_and_hallucination",
        "WITH told AS (SELECT hallucination AS wrong, feedback < 0 AS bad FROM interactions WHERE feedback <> 0 AND hallucination IS NOT NULL),
              four AS (SELECT count(*) FILTER (wrong AND bad) AS a, count(*) FILTER (wrong AND NOT bad) AS b, count(*) FILTER (NOT wrong AND bad) AS c, count(*) FILTER (NOT wrong AND NOT bad) AS d FROM told),
              half AS (SELECT if(0 IN (a, b, c, d), 0.5, 0.0) AS h, ln((a + h) * (d + h) / ((b + h) * (c + h))) AS log, sqrt(1 / (a + h) + 1 / (b + h) + 1 / (c + h) + 1 / (d + h)) AS se FROM four)
         SELECT if(wrong, 'hallucinated', 'not hallucinated'), count(*) AS n, count(*) FILTER (NOT bad), count(*) FILTER (bad) AS k, k / n, wilson_low(k, n), wilson_high(k, n), k / n / (SELECT avg(bad::INT) FROM told),
                if(wrong, (SELECT exp(log) FROM half), NULL), if(wrong, (SELECT exp(log - 1.959963984540054 * se) FROM half), NULL), if(wrong, (SELECT exp(log + 1.959963984540054 * se) FROM half), NULL)
         FROM told GROUP BY wrong ORDER BY wrong DESC",
    ),
    (
        "hallucination_over_time",
        "WITH days AS (SELECT {day} AS day, count(*) AS n, count(*) FILTER (hallucination) AS k FROM interactions WHERE hallucination IS NOT NULL GROUP BY 1),
              centred AS (SELECT *, k / n AS rate, c FROM days, (SELECT sum(k) / sum(n) AS c FROM days)),
              limits AS (SELECT *, greatest(0, c - 3 * sqrt(c * (1 - c) / n)) AS lower, least(1, c + 3 * sqrt(c * (1 - c) / n)) AS upper FROM centred)
         SELECT day, n, k, rate, c, lower, upper, if(rate < lower OR rate > upper, 'yes', NULL) FROM limits ORDER BY day",
    ),
    ("groundedness_over_time", "SELECT {day}, {grounds} FROM interactions GROUP BY 1 HAVING n > 0 ORDER BY 1"),
    ("groundedness_by_model", "SELECT ifnull(model, '(not logged)'), {grounds} FROM interactions GROUP BY 1 HAVING n > 0 ORDER BY n DESC, 1"),
    ("groundedness_by_category", "SELECT ifnull(category, '(not logged)'), {grounds} FROM interactions GROUP BY 1 HAVING n > 0 ORDER BY n DESC, 1"),
    ("hallucination_by_model", "SELECT ifnull(model, '(not logged)'), {labels} FROM interactions GROUP BY 1 HAVING n > 0 ORDER BY n DESC, 1"),
    ("hallucination_by_category", "SELECT ifnull(category, '(not logged)'), {labels} FROM interactions GROUP BY 1 HAVING n > 0 ORDER BY n DESC, 1"),
    (
        "provider_map",
        "SELECT ifnull(provider, '(not logged)'), count(*) AS n, avg((status = 'success')::INT), avg(hallucination::INT), count(hallucination) AS labelled, 1000 * sum(cost_usd) / nullif(count(*) FILTER (status = 'success'), 0)
         FROM interactions GROUP BY 1 HAVING labelled >= 30 ORDER BY n DESC, 1",
    ),
    ("provider_ranking", "SELECT ifnull(i.provider, '(not logged)'), {benchmark} GROUP BY 1 HAVING n >= 30 ORDER BY n_good DESC, n DESC, 1"),
    (
        "model_across_providers",
        "SELECT * FROM (SELECT ifnull(i.model, '(not logged)') AS model, ifnull(i.provider, '(not logged)') AS provider, {benchmark} GROUP BY 1, 2 HAVING n >= 30)
         QUALIFY count(*) OVER (PARTITION BY model) > 1 ORDER BY model, provider",
    ),
];
