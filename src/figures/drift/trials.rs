//! Made-up series: false alarms are as rare as stated, and what is planted is found.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::mix;
use super::search::changes;
use super::series::{Day, Kind, Series};
use super::shape::Shape;

struct Draws(ChaCha8Rng);

impl Draws {
    fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let (a, b) = (self.unit().max(1e-300), self.unit());
        (-2.0 * a.ln()).sqrt() * (2.0 * std::f64::consts::PI * b).cos()
    }

    fn hits(&mut self, n: u64, share: f64) -> f64 {
        (0..n).filter(|_| self.unit() < share).count() as f64
    }
}

/// 90 days, weekends quieter and at another level; day effects of this size, alike from one day to the next.
struct World {
    kind: Kind,
    n: u64,
    level: f64,
    days_differ: f64,
    alike: f64,
}

impl World {
    fn series(&self, seed: u64, change: impl Fn(usize) -> f64) -> Series {
        let mut draws = Draws(ChaCha8Rng::seed_from_u64(seed));
        let mut day_effect = 0.0;
        let days = (0..90).map(|at| {
            let weekend = at % 7 >= 5;
            let n = if weekend { self.n / 4 + 1 } else { self.n };
            day_effect = self.alike * day_effect + (1.0 - self.alike * self.alike).sqrt() * draws.normal();
            let log = self.days_differ * day_effect + if weekend { 0.2 } else { 0.0 } + change(at);
            let x = match self.kind {
                Kind::Share => draws.hits(n, (self.level * log.exp()).min(0.95)),
                Kind::Mean => log + (0..n).map(|_| self.level * draws.normal()).sum::<f64>() / n as f64,
            };
            Day { n: n as f64, x }
        });
        Series { kind: self.kind, weekday: 0, logs: true, grows: false, days: days.collect() }
    }
}

const fn world(kind: Kind, n: u64, level: f64, days_differ: f64, alike: f64) -> World {
    World { kind, n, level, days_differ, alike }
}

/// Series without changes: binomial, with bad days, with days that are alike; and the same with days put in any order.
#[test]
fn false_alarms_are_as_rare_as_stated() {
    const REPEATS: u64 = 200;
    const LEVEL: f64 = 0.05;
    let worlds = [
        world(Kind::Share, 20, 0.015, 0.0, 0.0),
        world(Kind::Share, 200, 0.05, 0.0, 0.0),
        world(Kind::Share, 400, 0.05, 0.3, 0.0),
        world(Kind::Share, 400, 0.05, 0.2, 0.5),
        world(Kind::Share, 100, 0.3, 0.1, 0.0),
        world(Kind::Mean, 20, 0.6, 0.0, 0.0),
        world(Kind::Mean, 60, 0.6, 0.1, 0.0),
    ];
    for (at, world) in worlds.iter().enumerate() {
        let (mut alarms, mut shuffled) = (0, 0);
        for seed in 0..REPEATS {
            let mut series = world.series(1_000 * at as u64 + seed, |_| 0.0);
            alarms += u64::from(!changes(&series, LEVEL).is_empty());
            // Whole weeks are moved, so that weekdays stay what they are.
            let mut draws = Draws(ChaCha8Rng::seed_from_u64(seed));
            let mut weeks: Vec<(u64, Vec<Day>)> =
                series.days[..84].chunks(7).map(|week| (draws.0.next_u64(), week.to_vec())).collect();
            weeks.sort_by_key(|week| week.0);
            series.days = weeks.into_iter().flat_map(|week| week.1).collect();
            shuffled += u64::from(!changes(&series, LEVEL).is_empty());
        }
        // Twice the standard deviation of the stated rate is allowed: 5 % of 200 are 10, ± 6. Where days are alike, how much
        // so is an estimate, and alarms are up to twice as many.
        let most = if world.alike > 0.0 { 24 } else { 16 };
        assert!(alarms <= most, "world {at}: {alarms} alarms of {REPEATS} series");
        assert!(shuffled <= most, "world {at}, permuted: {shuffled} alarms of {REPEATS} series");
    }
}

#[test]
fn a_step_is_found_on_its_day() {
    for (world, size) in [(world(Kind::Share, 300, 0.04, 0.1, 0.0), 0.9), (world(Kind::Mean, 30, 0.6, 0.05, 0.0), 0.4)]
    {
        for seed in 0..10 {
            let found = changes(&world.series(seed, |at| if at >= 50 { size } else { 0.0 }), 1e-4);
            assert_eq!(found.len(), 1, "seed {seed}: {found:?}");
            assert!(
                found[0].shape.from().abs_diff(50) <= 2 && found[0].since.0 <= 50 && found[0].since.1 >= 49,
                "{found:?}"
            );
            assert!((found[0].effect - size).abs() < 0.25, "{found:?}");
        }
    }
}

#[test]
fn a_drift_is_told_from_a_step_and_a_spike_from_both() {
    let world = world(Kind::Mean, 200, 0.6, 0.0, 0.0);
    let drift = |at: usize| (1.0 + 0.7 * (at.saturating_sub(49) as f64 / 14.0).min(1.0)).ln();
    let found = changes(&world.series(3, drift), 1e-4);
    assert!(matches!(found[..], [super::search::Change { shape: Shape::Drift { .. }, .. }]), "{found:?}");
    assert!(found[0].shape.from().abs_diff(50) <= 2 && found[0].shape.settled().abs_diff(64) <= 4, "{found:?}");
    let found = changes(&world.series(4, |at| if at == 31 { 0.5 } else { 0.0 }), 1e-4);
    assert_eq!(found.iter().map(|change| change.shape).collect::<Vec<_>>(), [Shape::Spike { from: 31, to: 32 }]);
}

/// Two changes, and an odd day between them.
#[test]
fn several_changes_are_told_apart() {
    let world = world(Kind::Share, 400, 0.05, 0.05, 0.0);
    let course = |at: usize| match at {
        43 => 2.0,
        30..60 => 0.6,
        60.. => -0.5,
        _ => 0.0,
    };
    let right = |seed: &u64| {
        let found = changes(&world.series(*seed, course), 0.01);
        let from: Vec<usize> = found.iter().map(|change| change.shape.from()).collect();
        let near = |at: usize, day: usize, off: usize| from.get(at).is_some_and(|from| from.abs_diff(day) <= off);
        let signs = found.first().is_some_and(|c| c.effect > 0.0) && found.last().is_some_and(|c| c.effect < 0.0);
        from.len() == 3 && near(0, 30, 1) && near(1, 43, 0) && near(2, 60, 4) && signs
    };
    let told = (0..40).filter(right).count();
    // Three changes within a month of 400 things a day: neither is always told at its place.
    assert!(told >= 24, "told apart in {told} of 40 series");
}

#[test]
fn nothing_is_said_of_few_days_or_few_hits() {
    let short = Series {
        days: world(Kind::Share, 100, 0.1, 0.0, 0.0).series(1, |_| 0.0).days[..13].to_vec(),
        ..world(Kind::Share, 1, 0.1, 0.0, 0.0).series(1, |_| 0.0)
    };
    assert!(!short.enough() && changes(&short, 1.0).is_empty());
    assert!(!world(Kind::Share, 2, 0.01, 0.0, 0.0).series(1, |_| 0.0).enough());
}

/// Requests of three kinds by day, with the share of the first from day 45 on; weekends have another mix.
fn counts(seed: u64, share: f64) -> super::daily::Counts {
    let mut draws = Draws(ChaCha8Rng::seed_from_u64(seed));
    let mut days = vec![[0.0; 3]; 90];
    for (at, day) in days.iter_mut().enumerate() {
        let first = if at < 45 { 0.3 } else { share } + if at % 7 >= 5 { 0.2 } else { 0.0 };
        for _ in 0..if at % 7 >= 5 { 40 } else { 120 } {
            let draw = draws.unit();
            day[if draw < first {
                0
            } else if draw < first + (1.0 - first) * 0.6 {
                1
            } else {
                2
            }] += 1.0;
        }
    }
    ["a", "b", "c"]
        .iter()
        .enumerate()
        .map(|(at, name)| (name.to_string(), days.iter().map(|day| day[at]).collect()))
        .collect()
}

#[test]
fn a_new_mix_is_found_on_its_day_and_an_old_one_is_left_alone() {
    let alarms = (0..100).filter(|seed| !mix::changes(&counts(*seed, 0.3), 0, 0.05).is_empty()).count();
    assert!(alarms <= 9, "{alarms} alarms of 100 mixes");
    let found = mix::changes(&counts(7, 0.45), 0, 1e-4);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].from.abs_diff(45) <= 2 && found[0].kind == "a", "{found:?}");
}

/// In how many series the first day of a change is told to within 2 days; `scripts/drift_oracle.py` says what would be possible.
/// With the likeliest course alone, of 200 it was 121, 86, 161 of the drifts, and 189 and 192 of the steps; now 141, 119, 174, 188 and 183.
#[test]
fn drifts_and_steps_are_dated() {
    const REPEATS: u64 = 40;
    // Requests a day, share, times, in so many days; and twice the standard deviation fewer than those rates.
    let trials = [
        (115, 0.055, 3.4, 21.0, 22),
        (210, 0.19, 1.6, 21.0, 17),
        (210, 0.19, 2.0, 7.0, 30),
        (115, 0.055, 2.5, 0.01, 34),
        (42, 0.19, 2.0, 0.01, 32),
    ];
    for (n, level, times, long, least) in trials {
        let world = world(Kind::Share, n, level, 0.0, 0.0);
        let course = |at: usize| (1.0 + (times - 1.0) * ((at as f64 - 63.5) / long).clamp(0.0, 1.0)).ln();
        let found = |seed| {
            let found = changes(&world.series(seed, course), 2e-5);
            found.into_iter().min_by_key(|change| change.shape.from().abs_diff(64))
        };
        let found: Vec<super::search::Change> = (0..REPEATS).filter_map(found).collect();
        let near = found.iter().filter(|change| change.shape.from().abs_diff(64) <= 2).count();
        assert!(near >= least, "{n} a day, {level} times {times} in {long:.0} days: {near} of {REPEATS}");
        // The true day is one of those on which it may have begun.
        let covered = found.iter().filter(|change| change.since.0 <= 64 && 64 <= change.since.1).count();
        assert!(covered * 20 >= found.len() * 17, "{n} a day, {level} times {times}: {covered} of {}", found.len());
    }
}
