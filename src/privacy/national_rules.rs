//! The characters of a national id → whether they can be one. Rules are those that the issuing offices publish; where an
//! id holds a date, the date must be one.

use super::checks::{date, eleven, eleven_ten, luhn, number, values, verhoeff, weighed};

/// Two digits of type, a personal number, and a check digit by 11.
pub fn ar_cuit(id: &[u8]) -> bool {
    let check = eleven(weighed(&id[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]));
    [20, 23, 24, 25, 26, 27, 30, 33, 34].contains(&number(&id[..2])) && check == u32::from(id[10] - b'0')
}

/// Weighed digits are a multiple of 11.
pub fn au_tfn(id: &[u8]) -> bool {
    number(id) > 0 && weighed(id, &[1, 4, 3, 7, 5, 8, 6, 9, 10]).is_multiple_of(11)
}

/// A date, a serial, and 97 less the rest by 97; those born since 2000 have a 2 before.
pub fn be_nn(id: &[u8]) -> bool {
    let (first, check) = (number(&id[..9]), number(&id[9..]));
    date(&id[2..4], &id[4..6]) && (97 - first % 97 == check || 97 - (2_000_000_000 + first) % 97 == check)
}

/// Two check digits by 11; all digits alike is none.
pub fn br_cpf(id: &[u8]) -> bool {
    let check = |n: u32| {
        let weights: Vec<u32> = (2..=n + 1).rev().collect();
        let rest = weighed(&id[..n as usize], &weights) * 10 % 11 % 10;
        rest == u32::from(id[n as usize] - b'0')
    };
    id.iter().any(|byte| *byte != id[0]) && check(9) && check(10)
}

/// Luhn's checksum; 0 and 8 are not given out.
pub fn ca_sin(id: &[u8]) -> bool {
    !matches!(id[0], b'0' | b'8') && luhn(&values(id))
}

/// The country's 756 and the check digit of barcodes.
pub fn ch_ahv(id: &[u8]) -> bool {
    id.starts_with(b"756") && weighed(id, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).is_multiple_of(10)
}

/// Check digit by 11, where 10 is K.
pub fn cl_rut(id: &[u8]) -> bool {
    let Some((check, rest)) = id.split_last() else { return false };
    let weights = [2, 3, 4, 5, 6, 7];
    let sum: u32 = rest.iter().rev().zip(weights.iter().cycle()).map(|(byte, by)| u32::from(byte - b'0') * by).sum();
    match 11 - sum % 11 {
        11 => *check == b'0',
        10 => *check == b'K',
        digit => u32::from(check.wrapping_sub(b'0')) == digit,
    }
}

/// Region, date of birth, serial, and check digit by 11 (GB 11643), where 10 is X.
pub fn cn_id(id: &[u8]) -> bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let check = b"10X98765432"[(weighed(&id[..17], &weights) % 11) as usize];
    let born = (1900..2100).contains(&number(&id[6..10])) && date(&id[10..12], &id[12..14]);
    (b'1'..=b'8').contains(&id[0]) && born && id[17] == check
}

/// Modulus 11,10; among the first ten digits one stands two or three times and every other at most once.
pub fn de_tax(id: &[u8]) -> bool {
    let mut times = [0; 10];
    id[..10].iter().for_each(|byte| times[usize::from(byte - b'0')] += 1);
    let repeated: Vec<i32> = times.into_iter().filter(|times| *times > 1).collect();
    id[0] != b'0' && matches!(repeated[..], [2 | 3]) && eleven_ten(id)
}

const SPANISH: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

/// A letter by 23.
pub fn es_dni(id: &[u8]) -> bool {
    id[8] == SPANISH[(number(&id[..8]) % 23) as usize] && number(&id[..8]) > 0
}

/// X, Y or Z for 0, 1 or 2, then as the DNI.
pub fn es_nie(id: &[u8]) -> bool {
    let first = match id[0] {
        b'X' => 0,
        b'Y' => 1,
        b'Z' => 2,
        _ => return false,
    };
    id[8] == SPANISH[((first * 10_000_000 + number(&id[1..8])) % 23) as usize]
}

/// A date, the sign of the century, a serial, and a character by 31.
pub fn fi_hetu(id: &[u8]) -> bool {
    let (day, serial) = (&id[..6], &id[id.len() - 4..id.len() - 1]);
    let century = id.len() == 10 || b"ABCDEFYXWVU".contains(&id[6]);
    let check = b"0123456789ABCDEFHJKLMNPRSTUVWXY"[((number(day) * 1000 + number(serial)) % 31) as usize];
    century && date(&day[2..4], &day[..2]) && id.last() == Some(&check)
}

/// Sex, year, month, department, commune, order, and 97 less the rest by 97; Corsica's 2A and 2B count as 19 and 18.
pub fn fr_nir(id: &[u8]) -> bool {
    let mut plain = id.to_vec();
    let corsica = match &id[5..7] {
        b"2A" => Some(b"19"),
        b"2B" => Some(b"18"),
        _ => None,
    };
    if let Some(number) = corsica {
        plain[5..7].copy_from_slice(number);
    }
    let month = number(&plain[3..5]);
    let born = matches!(month, 1..=12 | 20 | 30..=42 | 50..=99);
    plain.iter().all(u8::is_ascii_digit)
        && matches!(plain[0], b'1' | b'2' | b'3' | b'4' | b'7' | b'8')
        && born
        && number(&plain[5..7]) > 0
        && 97 - number(&plain[..13]) % 97 == number(&plain[13..])
}

/// Check digit by 11, where 10 is none.
pub fn gb_nhs(id: &[u8]) -> bool {
    let check = eleven(weighed(&id[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]));
    check < 10 && check == u32::from(id[9] - b'0')
}

/// Letters that are given out; A to D at the end. It has no checksum.
pub fn gb_nino(id: &[u8]) -> bool {
    let first = !b"DFIQUV".contains(&id[0]) && !b"DFIOQUV".contains(&id[1]);
    let barred: [&[u8]; 7] = [b"BG", b"GB", b"NK", b"KN", b"TN", b"NT", b"ZZ"];
    first && !barred.contains(&&id[..2]) && (b'A'..=b'D').contains(&id[8])
}

/// A letter by 23, over seven digits and, times 9, the second letter.
pub fn ie_pps(id: &[u8]) -> bool {
    let second = id.get(8).map_or(0, |letter| if *letter == b'W' { 0 } else { u32::from(letter - b'A') + 1 });
    let rest = (weighed(&id[..7], &[8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23;
    id[7] == b"WABCDEFGHIJKLMNOPQRSTUV"[rest as usize]
}

/// Verhoeff's checksum; 0 and 1 do not begin one. Three years in a row are none.
pub fn in_aadhaar(id: &[u8]) -> bool {
    let years = id.chunks(4).all(|four| matches!(&four[..2], b"19" | b"20"));
    id[0] > b'1' && !years && verhoeff(id)
}

/// Name, date and place, and a letter by 26, where characters in odd places count by a table of the ministry's.
pub fn it_cf(id: &[u8]) -> bool {
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let place = |byte: u8| u32::from(if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' });
    let even_odd = |(at, byte): (usize, &u8)| if at % 2 == 0 { ODD[place(*byte) as usize] } else { place(*byte) };
    let sum: u32 = id[..15].iter().enumerate().map(even_odd).sum();
    let month = b"ABCDEHLMPRST".contains(&id[8]);
    month && matches!(number(&id[9..11]), 1..=31 | 41..=71) && u32::from(id[15] - b'A') == sum % 26
}

/// Check digit by 11 over eleven digits.
pub fn jp_my(id: &[u8]) -> bool {
    let rest = weighed(&id[..11], &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    let check = if rest <= 1 { 0 } else { 11 - rest };
    check == u32::from(id[11] - b'0')
}

/// A date, the century and sex, and a check digit by 11.
pub fn kr_rrn(id: &[u8]) -> bool {
    let check = (11 - weighed(&id[..12], &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10;
    date(&id[2..4], &id[4..6]) && (b'1'..=b'8').contains(&id[6]) && check == u32::from(id[12] - b'0')
}

/// Name, date, sex, state, and a check digit by 10 over characters by their place, Ñ counted.
pub fn mx_curp(id: &[u8]) -> bool {
    let value = |byte: u8| match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        b'A'..=b'N' => u32::from(byte - b'A') + 10,
        _ => u32::from(byte - b'A') + 11,
    };
    let sum: u32 = id[..17].iter().zip((2..=18).rev()).map(|(byte, by)| value(*byte) * by).sum();
    date(&id[6..8], &id[8..10]) && b"HMX".contains(&id[10]) && (10 - sum % 10) % 10 == u32::from(id[17] - b'0')
}

/// Weighed digits, the last one negative, are a multiple of 11.
pub fn nl_bsn(id: &[u8]) -> bool {
    let sum = i64::from(weighed(&id[..8], &[9, 8, 7, 6, 5, 4, 3, 2])) - i64::from(id[8] - b'0');
    number(id) > 0 && sum % 11 == 0
}

/// A date and two check digits by 11.
pub fn no_fnr(id: &[u8]) -> bool {
    let first = eleven(weighed(&id[..9], &[3, 7, 6, 1, 8, 9, 4, 5, 2]));
    let second = eleven(weighed(&id[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]));
    date(&id[2..4], &id[..2]) && first == u32::from(id[9] - b'0') && second == u32::from(id[10] - b'0')
}

/// A date whose month tells the century, and a check digit by 10. Of the centuries the last and this one are taken; what
/// begins with a day of our time in full (`20260310001`) is somebody's numbering.
pub fn pl_pesel(id: &[u8]) -> bool {
    if (1990..2040).contains(&number(&id[..4])) && date(&id[4..6], &id[6..8]) {
        return false;
    }
    let month = number(&id[2..4]);
    let month = if month > 20 { month - 20 } else { month };
    let written = [b'0' + (month / 10 % 10) as u8, b'0' + (month % 10) as u8];
    let check = (10 - weighed(&id[..10], &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10;
    date(&written, &id[4..6]) && check == u32::from(id[10] - b'0')
}

/// Check digit by 11; those of people begin with 1, 2, 3 or 45.
pub fn pt_nif(id: &[u8]) -> bool {
    let rest = weighed(&id[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    let check = if rest < 2 { 0 } else { 11 - rest };
    (matches!(id[0], b'1'..=b'3') || id.starts_with(b"45")) && check == u32::from(id[8] - b'0')
}

/// A date (of coordination numbers the day has 60 more), a serial, and Luhn's checksum over the last ten digits.
pub fn se_pnr(id: &[u8]) -> bool {
    let short = &id[id.len() - 10..];
    let day = number(&short[4..6]);
    let day = if day > 60 { day - 60 } else { day };
    let written = [b'0' + (day / 10 % 10) as u8, b'0' + (day % 10) as u8];
    let century = id.len() == 10 || matches!(&id[..2], b"18" | b"19" | b"20");
    century && date(&short[2..4], &written) && luhn(&values(short))
}

/// A letter by 11 that depends on the century and on whether the holder is a citizen.
pub fn sg_nric(id: &[u8]) -> bool {
    let sum = weighed(&id[1..8], &[2, 7, 6, 5, 4, 3, 2]);
    let (more, letters): (u32, &[u8; 11]) = match id[0] {
        b'S' => (0, b"JZIHGFEDCBA"),
        b'T' => (4, b"JZIHGFEDCBA"),
        b'F' => (0, b"XWUTRQPNMLK"),
        b'G' => (4, b"XWUTRQPNMLK"),
        _ => return false,
    };
    id[8] == letters[((sum + more) % 11) as usize]
}

/// Two check digits by 10.
pub fn tr_tckn(id: &[u8]) -> bool {
    let digits = values(id);
    let sum =
        |step: usize, from: usize, to: usize| digits[from..to].iter().step_by(step).map(|d| i32::from(*d)).sum::<i32>();
    let first = (7 * sum(2, 0, 9) - sum(2, 1, 8)).rem_euclid(10);
    id[0] != b'0' && first == i32::from(digits[9]) && sum(1, 0, 10) % 10 == i32::from(digits[10])
}

/// Areas, groups and serials that are given out; from area 900 on, the groups of individual taxpayer numbers. It has no
/// checksum.
pub fn us_ssn(id: &[u8]) -> bool {
    let (area, group, serial) = (number(&id[..3]), number(&id[3..5]), number(&id[5..]));
    let taxpayer = matches!(group, 50..=65 | 70..=88 | 90..=92 | 94..=99);
    !matches!(area, 0 | 666) && group > 0 && serial > 0 && (area < 900 || taxpayer)
}

/// A date, a serial, citizenship, and Luhn's checksum.
pub fn za_id(id: &[u8]) -> bool {
    date(&id[2..4], &id[4..6]) && matches!(id[10], b'0' | b'1' | b'2') && luhn(&values(id))
}
