//! A report → JUnit XML, which every CI system shows: a rule is a test case, a breach a failure, and what could not be
//! judged is skipped.

use quick_junit::{NonSuccessKind, Report as Junit, TestCase, TestCaseStatus, TestSuite};

use super::breaches;
use crate::checks::{Report, Status};
use crate::error::{OrFail, Result};

/// One suite; a suite for each origin would hide the order.
pub fn write(report: &Report) -> Result<String> {
    let mut suite = TestSuite::new("llmobs check");
    for finding in &report.findings {
        let status = match finding.status {
            Status::Breach => {
                let mut failure = TestCaseStatus::non_success(NonSuccessKind::Failure);
                failure.set_message(breaches(finding).join("; ")).set_type(finding.origin);
                failure.set_description(format!(
                    "{}\n{}\n{}",
                    finding.window,
                    finding.test,
                    breaches(finding).join("\n")
                ));
                failure
            }
            Status::Unknown => {
                let mut skipped = TestCaseStatus::skipped();
                skipped.set_message(finding.slices.first().map_or("no data".to_string(), |slice| slice.told.clone()));
                skipped
            }
            Status::Ok | Status::Unsure => TestCaseStatus::success(),
        };
        let mut case = TestCase::new(finding.rule.as_str(), status);
        case.set_classname(format!("llmobs.{}", finding.origin));
        if finding.status == Status::Unsure {
            case.set_system_out("beyond the bound, but not told apart from noise");
        }
        suite.add_test_case(case);
    }
    let mut junit = Junit::new("llmobs");
    junit.add_test_suite(suite);
    junit.to_string().or_fail(|| "cannot write JUnit XML".into())
}
