// The groups at the side ⇄ the filter bar and the query: what is chosen of each, how it is changed, what it comes to.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { filters } = llmobs;
  const { index: engine, query, facets } = llmobs.search;
  const { asking } = llmobs.explorer;

  /** `page` lends `text()`, `ask(text)` and `result()`. Dimensions of the bar are chosen there, all else in the query. */
  function narrowing({ text, ask, result: current }) {
    const ofBar = ({ field }) => !field;

    function choose(group, name, on) {
      if (ofBar(group)) {
        const others = filters.state()[group.column].filter((one) => one !== name);
        return filters.set({ [group.column]: on ? [...others, name] : others });
      }
      const left = asking.without(text(), asking.ofField(text(), group.field));
      const value = asking.spelt(group.field, name);
      return ask(on && value !== undefined ? asking.plus(left, query.field(group.field, value)) : left);
    }

    /** Counts of a group, as if nothing of it were chosen: what else there is to choose keeps its number. */
    async function count(group) {
      const result = current();
      // A group that is open from the start says so before there is anything.
      if (!result) return null;
      const own = (one) => (ofBar(group) ? one.kind === 'names' && one.column === group.column
        : one.kind === 'field' && one.field === group.field && !one.negative);
      const others = result.terms.filter((one) => !own(one));
      const same = others.length === result.terms.length;
      const { sets } = same ? result : await engine.search(result.index, others, { typing: result.typing });
      const counted = await facets.count(result.index, sets, group.column);
      return result === current() ? counted : null;
    }

    return llmobs.explorer.side({
      chosen: (group) => (ofBar(group) ? filters.state()[group.column] : asking.chosen(text(), group.field)),
      choose,
      exclude: (group, name) => ask(asking.plus(text(), query.field(group.field || group.column, name, true))),
      ask: count,
    });
  }

  llmobs.explorer = { ...llmobs.explorer, narrowing };
})();
