// Rows of a figure → its rows with what only that figure knows to make. Twins of the `make` of figures in Rust, by id:
// `llmobs.made.some_figure = (rows, fields) => rows`, where a row is an array in the order of the fields.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  llmobs.made = {};
})();
