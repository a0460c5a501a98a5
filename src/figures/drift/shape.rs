//! The course of a change through time, as a column of a regression: 0 before, 1 at full size.

/// A change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// From that day on.
    Step {
        /// First day of the new level.
        from: usize,
    },
    /// Grows evenly over `days`, then stays.
    Drift {
        /// First day that is off the old level.
        from: usize,
        /// Days until it is at full size.
        days: usize,
        /// The new level less the old one, in thousandths of the old one, where the regression is about logarithms: what grows
        /// evenly bends there. 0 where it is not.
        bend: i32,
    },
    /// Some days only.
    Spike {
        /// First day.
        from: usize,
        /// Day after the last.
        to: usize,
    },
}

impl Shape {
    /// First day.
    pub fn from(self) -> usize {
        match self {
            Shape::Step { from } | Shape::Drift { from, .. } | Shape::Spike { from, .. } => from,
        }
    }

    /// Day after the last one that is neither old nor new: from here on the new level holds; the end of a spike.
    pub fn settled(self) -> usize {
        match self {
            Shape::Step { from } => from,
            Shape::Drift { from, days, .. } => from + days,
            Shape::Spike { to, .. } => to,
        }
    }

    /// Its size on a day, 0 to 1; a day in a drift has the size of its noon.
    pub fn at(self, day: usize) -> f64 {
        match self {
            Shape::Spike { to, .. } if day >= to => 0.0,
            _ if day < self.from() => 0.0,
            Shape::Drift { from, days, bend } => {
                let size = ((day - from) as f64 + 0.5).min(days as f64) / days as f64;
                let bend = (f64::from(bend) / 1e3).max(-0.95);
                if bend == 0.0 { size } else { (bend * size).ln_1p() / bend.ln_1p() }
            }
            _ => 1.0,
        }
    }

    /// Its sizes on the first `days` days.
    pub fn column(self, days: usize) -> Vec<f64> {
        (0..days).map(|day| self.at(day)).collect()
    }
}
