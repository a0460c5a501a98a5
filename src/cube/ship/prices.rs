//! Tokens and money of many cells → the prices of a token: then money costs nothing to ship where it follows from tokens.
//!
//! Prices are found by least squares over the cells that fit best so far, then made whole. Whether they are right is no
//! matter of belief: the coder compares each cell.

/// Rounds of leaving out what does not fit.
const ROUNDS: usize = 6;

/// Whole prices, one for each of `tokens`, which explain `money`; zeros when none do. All columns have one value for each cell.
pub fn find(tokens: &[Vec<f64>], money: &[f64]) -> Vec<f64> {
    let mut used: Vec<usize> = (0..money.len()).collect();
    let mut best = (0, vec![0.0; tokens.len()]);
    for _ in 0..ROUNDS {
        let Some(exact) = least_squares(tokens, money, &used) else { break };
        let prices: Vec<f64> = exact.iter().map(|p| p.round()).collect();
        let hits = (0..money.len()).filter(|cell| total(tokens, &prices, *cell) == money[*cell]).count();
        if hits > best.0 {
            best = (hits, prices);
        }
        let mut off: Vec<(f64, usize)> =
            used.iter().map(|cell| ((total(tokens, &exact, *cell) - money[*cell]).abs(), *cell)).collect();
        off.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        off.truncate((off.len() / 2).max(8));
        used = off.into_iter().map(|(_, cell)| cell).collect();
    }
    best.1
}

fn total(tokens: &[Vec<f64>], prices: &[f64], cell: usize) -> f64 {
    tokens.iter().zip(prices).fold(0.0, |sum, (column, price)| sum + column[cell] * price)
}

/// Solves the normal equations by elimination; a kind of token that there is none of gets 0.
fn least_squares(tokens: &[Vec<f64>], money: &[f64], used: &[usize]) -> Option<Vec<f64>> {
    let kinds: Vec<usize> = (0..tokens.len()).filter(|k| used.iter().any(|cell| tokens[*k][*cell] != 0.0)).collect();
    let mut rows = vec![vec![0.0; kinds.len() + 1]; kinds.len()];
    for cell in used {
        for (row, a) in rows.iter_mut().zip(&kinds) {
            let weight = tokens[*a][*cell];
            for (at, b) in kinds.iter().enumerate() {
                row[at] += weight * tokens[*b][*cell];
            }
            row[kinds.len()] += weight * money[*cell];
        }
    }
    for at in 0..kinds.len() {
        let pivot = (at..kinds.len()).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs()))?;
        rows.swap(at, pivot);
        if rows[at][at] == 0.0 {
            return None;
        }
        let top = rows[at].clone();
        for row in rows.iter_mut().skip(at + 1) {
            let by = row[at] / top[at];
            row.iter_mut().zip(&top).for_each(|(x, t)| *x -= by * t);
        }
    }
    let mut solved = vec![0.0; kinds.len()];
    for at in (0..kinds.len()).rev() {
        let known: f64 = (at + 1..kinds.len()).map(|k| rows[at][k] * solved[k]).sum();
        solved[at] = (rows[at][kinds.len()] - known) / rows[at][at];
    }
    let mut prices = vec![0.0; tokens.len()];
    kinds.iter().zip(solved).for_each(|(kind, price)| prices[*kind] = price);
    Some(prices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_found_though_a_third_of_the_cells_have_others() {
        let cells = 300;
        let column = |by: usize| (0..cells).map(|i| ((i * by) % 977 + 1) as f64).collect::<Vec<_>>();
        let tokens = vec![column(31), column(57), vec![0.0; cells]];
        let money: Vec<f64> = (0..cells)
            .map(|i| (tokens[0][i] * 3.0 + tokens[1][i] * 15.0) * if i % 3 == 0 { 2.0 } else { 1.0 })
            .collect();
        assert_eq!(find(&tokens, &money), [3.0, 15.0, 0.0]);
    }

    #[test]
    fn nothing_to_explain_has_no_price() {
        assert_eq!(find(&[vec![], vec![]], &[]), [0.0, 0.0]);
    }
}
