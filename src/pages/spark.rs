//! A headline's trend → the paths of a small inline SVG line, with a gap wherever a day is unknown.

use serde::Serialize;
use std::fmt::Write;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 28.0;
/// Room for half the stroke, so that the highest and lowest points are not cut.
const PAD: f64 = 2.0;

/// Paths for `<path d>` and the box they are in.
#[derive(Debug, Serialize)]
pub(super) struct Spark {
    width: f64,
    height: f64,
    count: usize,
    line: String,
    area: String,
}

/// Nothing when less than a quarter of the steps is known, or no two in a row: dots are no trend.
pub(super) fn spark(trend: &[Option<f64>]) -> Option<Spark> {
    let known = || trend.iter().flatten().copied().filter(|value| value.is_finite());
    let pair = trend.windows(2).any(|pair| pair.iter().all(|value| value.is_some_and(f64::is_finite)));
    if !pair || 4 * known().count() < trend.len() {
        return None;
    }
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let step = (WIDTH - 2.0 * PAD) / (trend.len() - 1) as f64;
    let place = |(day, value): (usize, f64)| {
        // A flat line is drawn in the middle; there is no scale to place it on.
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        (PAD + day as f64 * step, HEIGHT - PAD - share * (HEIGHT - 2.0 * PAD))
    };
    let (mut line, mut area) = (String::new(), String::new());
    for run in trend.iter().enumerate().collect::<Vec<_>>().split(|(_, value)| !value.is_some_and(f64::is_finite)) {
        let points: Vec<_> = run.iter().filter_map(|(day, value)| value.map(|v| place((*day, v)))).collect();
        let (Some(first), Some(last)) = (points.first(), points.last()) else { continue };
        for (i, (x, y)) in points.iter().enumerate() {
            let _ = write!(line, "{}{x:.1} {y:.1}", if i == 0 { "M" } else { "L" });
        }
        if points.len() == 1 {
            // A day between two gaps: a line of no length, which round caps show as a dot.
            line.push_str("h0");
        } else {
            let _ = write!(area, "M{:.1} {HEIGHT}", first.0);
            points.iter().for_each(|(x, y)| {
                let _ = write!(area, "L{x:.1} {y:.1}");
            });
            let _ = write!(area, "L{:.1} {HEIGHT}Z", last.0);
        }
    }
    Some(Spark { width: WIDTH, height: HEIGHT, count: trend.len(), line, area })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_day_is_a_gap_and_a_lonely_one_a_dot() {
        let spark = spark(&[Some(0.0), Some(10.0), None, Some(5.0), None, Some(10.0), Some(0.0)]).unwrap();
        assert_eq!(spark.line, "M2.0 26.0L21.3 2.0M60.0 14.0h0M98.7 2.0L118.0 26.0");
        assert_eq!(spark.area.matches('Z').count(), 2);
    }

    #[test]
    fn too_little_is_no_trend_and_a_flat_one_lies_in_the_middle() {
        assert!(spark(&[]).is_none());
        assert!(spark(&[None, Some(1.0), None]).is_none());
        assert!(spark(&[Some(1.0), None, Some(2.0)]).is_none());
        assert!(spark(&[None, None, None, None, None, None, None, Some(1.0), Some(2.0)]).is_none());
        assert_eq!(spark(&[Some(3.0), Some(3.0)]).unwrap().line, "M2.0 14.0L118.0 14.0");
    }
}
