//! A column of numbers or of places in a dictionary → the bytes of its file: a width, a divisor, and plane by plane the
//! bytes of every document, the lowest first. Planes, since high bytes are alike and deflate well by themselves.

/// What NULL is among places in a dictionary.
pub const NO_NAME: u32 = u32::MAX;

/// Places in a dictionary, [`NO_NAME`] for NULL: as narrow as the largest of them lets it be.
pub fn names(places: &[u32]) -> Vec<u8> {
    let most = places.iter().filter(|place| **place != NO_NAME).max().copied().unwrap_or(0);
    whole(
        &places.iter().map(|place| (*place != NO_NAME).then_some(u64::from(*place))).collect::<Vec<_>>(),
        most.into(),
        1.0,
    )
}

/// Bytes as they are.
pub fn bytes(values: &[u8]) -> Vec<u8> {
    let mut bytes = head(1, 1.0);
    bytes.extend_from_slice(values);
    bytes
}

/// Numbers, NaN for NULL: as whole numbers over the smallest power of ten that gives every one back exactly, else as they
/// are.
pub fn numbers(values: &[f64]) -> Vec<u8> {
    for power in 0..=12 {
        let divisor = 10_f64.powi(power);
        let Some(scaled) = scale(values, divisor) else { continue };
        let most = scaled.iter().flatten().max().copied().unwrap_or(0);
        if most < u64::from(u32::MAX) {
            return whole(&scaled, most, divisor);
        }
    }
    let mut bytes = head(8, 1.0);
    for plane in 0..8 {
        bytes.extend(values.iter().map(|value| value.to_le_bytes()[plane]));
    }
    bytes
}

/// The numbers times the divisor, if all of them are whole then, not below 0, and come back exactly.
fn scale(values: &[f64], divisor: f64) -> Option<Vec<Option<u64>>> {
    let one = |value: &f64| {
        if value.is_nan() {
            return Some(None);
        }
        let whole = (value * divisor).round();
        (value.is_sign_positive() && whole <= f64::from(u32::MAX) && whole / divisor == *value)
            .then_some(Some(whole as u64))
    };
    values.iter().map(one).collect()
}

/// Whole numbers up to `most`, in 1, 2 or 4 bytes of which the one with all bits set is NULL.
fn whole(values: &[Option<u64>], most: u64, divisor: f64) -> Vec<u8> {
    let width = [1, 2, 4].into_iter().find(|width| most < (1 << (8 * width)) - 1).unwrap_or(4);
    let mut bytes = head(width, divisor);
    for plane in 0..width {
        bytes.extend(values.iter().map(|value| value.map_or(0xFF, |value| value.to_le_bytes()[usize::from(plane)])));
    }
    bytes
}

fn head(width: u8, divisor: f64) -> Vec<u8> {
    let mut bytes = vec![width];
    bytes.extend(divisor.to_le_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a column back as the browser does.
    fn read(bytes: &[u8]) -> Vec<f64> {
        let width = usize::from(bytes[0]);
        let divisor = f64::from_le_bytes(bytes[1..9].try_into().unwrap());
        let planes = &bytes[9..];
        let n = planes.len() / width;
        let one = |i: usize| {
            let mut raw = [0; 8];
            (0..width).for_each(|plane| raw[plane] = planes[plane * n + i]);
            let whole = u64::from_le_bytes(raw);
            match width {
                8 => f64::from_bits(whole),
                _ if whole == (1 << (8 * width)) - 1 => f64::NAN,
                _ => whole as f64 / divisor,
            }
        };
        (0..n).map(one).collect()
    }

    #[test]
    fn numbers_come_back_exactly_in_as_few_bytes_as_they_need() {
        for (values, width) in [
            (vec![0.0, 1.0, 254.0], 1),
            (vec![0.5, 25.4], 1),
            (vec![0.0, 255.0, f64::NAN], 2),
            (vec![0.001234, 1.5, f64::NAN], 4),
            (vec![4294967294.0], 4),
            (vec![4294967295.0], 8),
            (vec![-1.0, 2.0], 8),
            (vec![0.1 + 0.2, std::f64::consts::PI], 8),
            (vec![f64::NAN], 1),
            (vec![], 1),
        ] {
            let bytes = numbers(&values);
            assert_eq!(bytes[0], width, "{values:?}");
            let back = read(&bytes);
            assert_eq!(back.len(), values.len());
            assert!(back.iter().zip(&values).all(|(a, b)| a == b || a.is_nan() && b.is_nan()), "{values:?} {back:?}");
        }
        assert_eq!(read(&names(&[0, 300, NO_NAME]))[..2], [0.0, 300.0]);
        assert!(read(&names(&[0, 300, NO_NAME]))[2].is_nan());
    }
}
