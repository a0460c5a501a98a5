-- Sums of every local day from {first} to the day before {end}: of everything, of each slice, and of models and categories
-- within applications. The first column has a bit (8 provider, 4 model, 2 category, 1 app) for what the row is not of.
-- Latencies are sums of bins, not of logarithms: whole numbers add up the same in any order.
WITH sums AS (
  SELECT date_diff('day', DATE '{first}', hour::DATE) AS day, provider, model, category, app,
         requests, errors, labelled, hallucinated, rated, negative, priced, cost_usd, with_complexity, complexity_sum,
         0 AS timed_bins, 0 AS bins
  FROM cube_hours WHERE hour >= TIMESTAMP '{first}' AND hour < TIMESTAMP '{end}'
  UNION ALL BY NAME
  SELECT date_diff('day', DATE '{first}', day::DATE) AS day, provider, model, category, app,
         sum(n)::BIGINT AS timed_bins, sum(n * bin)::BIGINT AS bins
  FROM cube_histograms
  WHERE measure = 'latency_ms' AND bin > -32768 AND day >= TIMESTAMP '{first}' AND day < TIMESTAMP '{end}'
  GROUP BY ALL
)
SELECT grouping(provider, model, category, app)::BIGINT, provider, model, category, app, day::BIGINT,
       coalesce(sum(requests), 0)::DOUBLE, coalesce(sum(errors), 0)::DOUBLE,
       coalesce(sum(labelled), 0)::DOUBLE, coalesce(sum(hallucinated), 0)::DOUBLE,
       coalesce(sum(rated), 0)::DOUBLE, coalesce(sum(negative), 0)::DOUBLE,
       coalesce(sum(priced), 0)::DOUBLE, coalesce(sum(cost_usd), 0)::DOUBLE,
       coalesce(sum(with_complexity), 0)::DOUBLE, coalesce(sum(complexity_sum), 0)::DOUBLE,
       coalesce(sum(timed_bins), 0)::DOUBLE, coalesce(sum(bins), 0)::DOUBLE
FROM sums
GROUP BY GROUPING SETS ((day), (day, provider), (day, model), (day, category), (day, app),
                        (day, model, app), (day, category, app))
ORDER BY ALL
