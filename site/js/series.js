// Rows → colours of names, and named series over shared x values. Twin of src/figures/palette.rs and chart/series.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read } = llmobs;
  const OTHER = '@other';
  /** How many names get a colour of their own. */
  const COLOURS = 8;
  /** Most series of a chart: a setting. */
  const MOST = Number(document.documentElement.dataset.series) || COLOURS;

  /** A roster of `names` in their order: name → colour; what ranks ninth or later, or is not in it, is other. */
  function roster(names) {
    const rank = new Map([...new Set(names)].map((name, at) => [name, at]));
    return (name) => (rank.get(name) < COLOURS ? `@c${rank.get(name) + 1}` : OTHER);
  }

  /** The rosters of the site, from everything in the cube; models dearest first, all else largest first. */
  function rosters(cube) {
    const of = (dim, weight) => {
      const groups = cube.ask({ by: [dim], measures: [weight, 'requests'] });
      const known = groups.map(({ key: [name], values: [{ value }, { n }] }) => ({ name, value, n }));
      known.sort((a, b) => Number(a.value === null) - Number(b.value === null) || b.value - a.value || b.n - a.n
        || Number(a.name === null) - Number(b.name === null) || (a.name === null ? 0 : read.compare(a.name, b.name)));
      return roster(known.map(({ name }) => read.name(dim, name)));
    };
    return { providers: of('provider', 'requests'), models: of('model', 'cost'), categories: of('category', 'requests'), apps: of('app', 'requests'), errors: of('error_type', 'errors') };
  }

  /** The names in a column, in the order of their bytes. */
  const own = (rows, at) => roster(rows.map((row) => read.text(row[at])).sort(read.compare));

  const times = (rows) => [...new Set(rows.map((row) => read.text(row[0])))].sort(read.compare);

  function blank(name, colour, xs) {
    return { name, colour, x: [...xs], y: xs.map(() => null), n: xs.map(() => 0) };
  }

  /** The names in the second column by what `weigh` gives in sum, largest first. */
  function ranked(rows, weigh) {
    const totals = new Map();
    for (const row of rows) totals.set(read.text(row[1]), (totals.get(read.text(row[1])) || 0) + weigh(row));
    return [...totals].sort((a, b) => b[1] - a[1] || read.compare(a[0], b[0])).map(([name]) => name);
  }

  /** Rows of (x, name, …) → one series per name; what does not fit or has no colour becomes "k more". */
  function pivot(rows, value, n, colour) {
    const xs = times(rows);
    const names = ranked(rows, (row) => read.number(row[value]) || 0);
    const kept = names.filter((name) => colour(name) !== OTHER).slice(0, names.length > MOST ? MOST - 1 : MOST);
    const series = kept.map((name) => blank(name, colour(name), xs));
    if (names.length > kept.length) series.push(blank(`${names.length - kept.length} more`, OTHER, xs));
    const places = new Map(xs.map((x, at) => [x, at]));
    const of = new Map(kept.map((name, at) => [name, at]));
    for (const row of rows) {
      const one = series[of.get(read.text(row[1])) ?? kept.length];
      const x = places.get(read.text(row[0]));
      if (read.number(row[value]) !== null) one.y[x] += row[value];
      one.n[x] += read.count(row[n]);
    }
    return series;
  }

  /** Rows of (x, name, …) → one series per name, as many as fit, the largest n first; what is left out is not summed. */
  function apart(rows, value, n, colour) {
    const xs = times(rows);
    const kept = ranked(rows, (row) => read.count(row[n])).filter((name) => colour(name) !== OTHER).slice(0, MOST);
    const series = kept.map((name) => blank(name, colour(name), xs));
    const places = new Map(xs.map((x, at) => [x, at]));
    const of = new Map(kept.map((name, at) => [name, at]));
    for (const row of rows) {
      const one = series[of.get(read.text(row[1])) ?? -1];
      if (!one) continue;
      const x = places.get(read.text(row[0]));
      one.y[x] = read.number(row[value]);
      one.n[x] = read.count(row[n]);
    }
    return series;
  }

  /** One series per column, given as [place, name, colour]. */
  function columns(rows, given, n) {
    return given.map(([at, name, colour]) => ({
      name,
      colour,
      x: rows.map((row) => read.text(row[0])),
      y: rows.map((row) => read.number(row[at])),
      n: rows.map((row) => read.count(row[n])),
    }));
  }

  llmobs.series = { OTHER, roster, rosters, own, pivot, apart, columns };
})();
