// Numbers → the text people read. Twin of src/figures/format.rs; both are held to tests/format-vectors.json.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const UNKNOWN = '–';
  // What stands before an amount of money: the page's currency, dollars where it names none.
  const SYMBOL = (typeof document === 'object' && document.documentElement?.dataset?.money) || '$';

  /** `value` with `decimals` digits, thousands separated, and a real minus sign. */
  function fixed(value, decimals) {
    const rounded = Math.floor(Math.abs(value) * 10 ** decimals + 0.5);
    // BigInt writes every digit; String() would turn 1e21 into "1e+21".
    const digits = BigInt(rounded).toString().padStart(decimals + 1, '0');
    const cut = digits.length - decimals;
    const whole = digits.slice(0, cut).replace(/\B(?=(\d{3})+$)/g, ',');
    const sign = value < 0 && rounded > 0 ? '−' : '';
    return sign + whole + (decimals > 0 ? '.' + digits.slice(cut) : '');
  }

  /** Drops zeros (and a stop) at the end of the decimals. */
  function trimmed(text) {
    return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
  }

  function count(value) {
    return Number.isFinite(value) ? fixed(value, 0) : UNKNOWN;
  }

  function countShort(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    if (Math.abs(value) < 100000) return fixed(value, 0);
    let scaled = value / 1e3;
    let unit = 0;
    while (Math.abs(scaled) >= 999.95 && unit < 3) {
      scaled /= 1e3;
      unit += 1;
    }
    return trimmed(fixed(scaled, 1)) + ' ' + ['k', 'M', 'B', 'T'][unit];
  }

  function usd(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    const size = Math.abs(value);
    const sign = value < 0 ? '−' : '';
    if (size === 0) return SYMBOL + '0';
    if (size < 1e-8) return value < 0 ? `>−${SYMBOL}0.00000001` : `<${SYMBOL}0.00000001`;
    const below = [0.01, 0.001, 1e-4, 1e-5, 1e-6].filter((step) => size < step).length;
    return sign + SYMBOL + fixed(size, size >= 0.1 ? 2 : 3 + below);
  }

  function usdShort(value) {
    if (!Number.isFinite(value) || Math.abs(value) < 100000) return usd(value);
    return (value < 0 ? '−' : '') + SYMBOL + countShort(Math.abs(value));
  }

  function milliseconds(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    const sign = value < 0 ? '−' : '';
    const size = Math.abs(value);
    if (size === 0) return '0 ms';
    if (size < 0.05) return value < 0 ? '>−0.1 ms' : '<0.1 ms';
    if (size < 9.95) return sign + fixed(size, 1) + ' ms';
    if (size < 999.5) return sign + fixed(size, 0) + ' ms';
    if (size < 9995) return sign + fixed(size / 1e3, 2) + ' s';
    if (size < 59950) return sign + fixed(size / 1e3, 1) + ' s';
    const long = size >= 3599500;
    const small = Math.floor(size / (long ? 6e4 : 1e3) + 0.5);
    const big = Math.floor(small / 60);
    const [bigUnit, smallUnit] = long ? ['h', 'min'] : ['min', 's'];
    return `${sign}${fixed(big, 0)} ${bigUnit} ${fixed(small - big * 60, 0)} ${smallUnit}`;
  }

  function share(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    const percent = value * 100;
    const nearZero = percent > 0 && percent < 0.1;
    const nearAll = percent > 99.9 && percent < 100;
    if (percent === 0 || percent === 100) return fixed(percent, 0) + ' %';
    if (nearZero && percent < 0.005) return '<0.01 %';
    if (nearAll && percent >= 99.995) return '>99.99 %';
    return fixed(percent, nearZero || nearAll ? 2 : 1) + ' %';
  }

  function number(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    const size = Math.abs(value);
    const decimals = [100, 10, 1, 0.1, 0.01, 0.001, 1e-4, 1e-5].filter((step) => size < step).length;
    return trimmed(fixed(value, size === 0 ? 0 : decimals));
  }

  const BY_SHOW = { count, usd, milliseconds, share, number };

  /** One table cell as people read it. `show` is a column's `show`; null is unknown, never 0. */
  function cell(show, value) {
    if (value === null || value === undefined) return UNKNOWN;
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value === 'number') return BY_SHOW[show] ? BY_SHOW[show](value) : String(value);
    return String(value);
  }

  const BY_UNIT = { ...BY_SHOW, count: countShort, usd: usdShort };

  /** A measure's value by its unit, short. */
  const unit = (name, value) => BY_UNIT[name](value);

  llmobs.format = {
    SYMBOL, fixed, count, count_short: countShort, usd, usd_short: usdShort, milliseconds, share, number, cell, unit,
  };
})();
