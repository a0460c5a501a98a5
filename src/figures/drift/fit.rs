//! A series and its changes so far → the level that is expected of every day, by a log-linear regression.
//!
//! Shares: hits are taken as Poisson counts with mean n · exp(Xβ), fitted by Newton's method (iteratively reweighted least
//! squares; McCullagh and Nelder, Generalized Linear Models, 1989, ch. 2). Means: weighted least squares with weights n.
//! Seasons of shares are drawn to none by a normal prior, since a weekday may have few hits.

use super::series::{Kind, Series};
use super::shape::Shape;

/// Standard deviation of the prior of a weekday's effect on the logarithm of a share.
const PRIOR: f64 = 0.3;

/// A fitted model.
pub struct Fit {
    /// Expected hits, or expected mean, of every day.
    pub expected: Vec<f64>,
    /// Weight of every day in the regression.
    pub weights: Vec<f64>,
    /// Effects of the changes, on the scale of the regression, in their order.
    pub effects: Vec<f64>,
    /// How many numbers were fitted.
    pub parameters: usize,
    columns: Vec<Vec<f64>>,
    factor: Factor,
}

/// Fits a series with changes of these shapes.
pub fn fit(series: &Series, shapes: &[Shape]) -> Fit {
    let mut columns = series.season();
    let seasons = columns.len();
    columns.extend(shapes.iter().map(|shape| shape.column(series.days.len())));
    let penalty: Vec<f64> = (0..columns.len())
        .map(|at| match series.kind {
            Kind::Share if (1..seasons).contains(&at) => 1.0 / (PRIOR * PRIOR),
            _ => 1e-6,
        })
        .collect();
    let days = &series.days;
    let mut beta = vec![0.0; columns.len()];
    let (mut weights, factor);
    match series.kind {
        Kind::Mean => {
            weights = days.iter().map(|day| day.n).collect::<Vec<_>>();
            factor = Factor::of(&columns, &weights, &penalty);
            let y: Vec<f64> = days.iter().map(|day| day.n * day.x).collect();
            beta = factor.solve(dots(&columns, &y));
        }
        Kind::Share => {
            let (n, hits) = days.iter().fold((0.0, 0.0), |sum, day| (sum.0 + day.n, sum.1 + day.x));
            beta[0] = ((hits + 0.5) / (n + 0.5)).ln();
            let mut made = None;
            for _ in 0..30 {
                weights = linear(&columns, &beta).iter().zip(days).map(|(eta, day)| day.n * eta.exp()).collect();
                let step = Factor::of(&columns, &weights, &penalty);
                let miss: Vec<f64> = days.iter().zip(&weights).map(|(day, expected)| day.x - expected).collect();
                let mut gradient = dots(&columns, &miss);
                gradient.iter_mut().zip(&beta).zip(&penalty).for_each(|((g, b), p)| *g -= p * b);
                let by = step.solve(gradient);
                made = Some(step);
                // A step of more than e² is a sign of a poor start: half the way is safer.
                let most = by.iter().fold(0.0_f64, |most, b| most.max(b.abs()));
                let scale = if most > 2.0 { 2.0 / most } else { 1.0 };
                beta.iter_mut().zip(&by).for_each(|(b, by)| *b += scale * by);
                if most < 1e-10 {
                    break;
                }
            }
            weights = linear(&columns, &beta).iter().zip(days).map(|(eta, day)| day.n * eta.exp()).collect();
            factor = made.unwrap_or_else(|| Factor::of(&columns, &weights, &penalty));
        }
    }
    let expected = match series.kind {
        Kind::Share => weights.clone(),
        Kind::Mean => linear(&columns, &beta),
    };
    let effects = beta.split_off(seasons);
    Fit { expected, weights, effects, parameters: columns.len(), columns, factor }
}

impl Fit {
    /// The columns of the regression.
    pub fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    /// Of the weight of a column, what the model's own columns explain; given the products of these with it.
    pub fn explained(&self, products: Vec<f64>) -> f64 {
        let beta = self.factor.solve(products.clone());
        beta.iter().zip(&products).map(|(b, product)| b * product).sum()
    }

    /// What the model leaves: hits less expected ones, or mean less expected mean; 0 on days without data.
    pub fn residuals(&self, series: &Series) -> Vec<f64> {
        let left = |(day, expected): (&super::series::Day, &f64)| if day.n > 0.0 { day.x - expected } else { 0.0 };
        series.days.iter().zip(&self.expected).map(left).collect()
    }

    /// Deviance: twice the log-likelihood that a perfect model has more, or the weighted sum of squares.
    pub fn deviance(&self, series: &Series) -> f64 {
        let of = |(day, expected): (&super::series::Day, &f64)| match series.kind {
            _ if day.n <= 0.0 => 0.0,
            Kind::Mean => day.n * (day.x - expected).powi(2),
            Kind::Share if day.x > 0.0 => 2.0 * (day.x * (day.x / expected).ln() - (day.x - expected)),
            Kind::Share => 2.0 * expected,
        };
        series.days.iter().zip(&self.expected).map(of).sum()
    }
}

fn linear(columns: &[Vec<f64>], beta: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; columns[0].len()];
    for (column, b) in columns.iter().zip(beta) {
        out.iter_mut().zip(column).for_each(|(sum, c)| *sum += b * c);
    }
    out
}

fn dots(columns: &[Vec<f64>], y: &[f64]) -> Vec<f64> {
    columns.iter().map(|column| column.iter().zip(y).map(|(c, y)| c * y).sum()).collect()
}

/// Cholesky factor of XᵀWX with a penalty on its diagonal.
struct Factor(Vec<Vec<f64>>);

impl Factor {
    fn of(columns: &[Vec<f64>], weights: &[f64], penalty: &[f64]) -> Self {
        let size = columns.len();
        let mut lower = vec![vec![0.0; size]; size];
        for i in 0..size {
            for j in 0..=i {
                let product: f64 = columns[i].iter().zip(&columns[j]).zip(weights).map(|((a, b), w)| a * b * w).sum();
                let before: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
                lower[i][j] = match i == j {
                    true => (product + penalty[i] - before).max(1e-12).sqrt(),
                    false => (product - before) / lower[j][j],
                };
            }
        }
        Self(lower)
    }

    fn solve(&self, mut b: Vec<f64>) -> Vec<f64> {
        let lower = &self.0;
        for i in 0..b.len() {
            b[i] = (b[i] - (0..i).map(|k| lower[i][k] * b[k]).sum::<f64>()) / lower[i][i];
        }
        for i in (0..b.len()).rev() {
            b[i] = (b[i] - (i + 1..b.len()).map(|k| lower[k][i] * b[k]).sum::<f64>()) / lower[i][i];
        }
        b
    }
}

#[cfg(test)]
mod tests {
    use super::super::series::Day;
    use super::*;

    /// Four weeks without seasons, then two at another level: the effect is the logarithm of the ratio of the shares, or
    /// the difference of the means.
    #[test]
    fn a_step_is_what_it_is_by_hand() {
        let day = |n: f64, x: f64| Day { n, x };
        let days = |low: Day, high: Day| (0..42).map(|at| if at < 28 { low } else { high }).collect::<Vec<_>>();
        let step = [Shape::Step { from: 28 }];
        let shares = Series {
            kind: Kind::Share,
            weekday: 0,
            logs: false,
            grows: false,
            days: days(day(200.0, 4.0), day(100.0, 5.0)),
        };
        let fitted = fit(&shares, &step);
        assert!((fitted.effects[0] - (0.05_f64 / 0.02).ln()).abs() < 1e-4, "{:?}", fitted.effects);
        assert!((fitted.expected[3] - 4.0).abs() < 1e-3 && (fitted.expected[40] - 5.0).abs() < 1e-3);
        assert!(fitted.deviance(&shares) < 1e-3);
        let means = Series { kind: Kind::Mean, days: days(day(50.0, 2.0), day(10.0, 3.5)), ..shares };
        let fitted = fit(&means, &step);
        assert!((fitted.effects[0] - 1.5).abs() < 1e-5, "{:?}", fitted.effects);
        // 420 · (2.0 − mean)² + …, worked by hand: n 1,400 at 2.0 and 140 at 3.5, of which the mean takes 140 · 1400 / 1540 · 1.5².
        assert!((fit(&means, &[]).deviance(&means) - 140.0 * 1_400.0 / 1_540.0 * 2.25).abs() < 0.2);
    }

    /// Weekends at twice the level of other days are no news to the model.
    #[test]
    fn a_weekday_has_its_level() {
        let days = (0..70).map(|at| Day { n: 10.0, x: if at % 7 >= 5 { 2.0 } else { 1.0 } }).collect();
        let series = Series { kind: Kind::Mean, weekday: 0, logs: false, grows: false, days };
        let fitted = fit(&series, &[]);
        assert!(fitted.residuals(&series).iter().all(|r| r.abs() < 1e-6));
        // All 20 days of weekends, 10 of weight each.
        let known =
            fitted.columns().iter().map(|column| (0..70).filter(|at| at % 7 >= 5).map(|at| 10.0 * column[at]).sum());
        assert!((fitted.explained(known.collect()) - 200.0).abs() < 1e-4);
    }
}
