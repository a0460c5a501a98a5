//! The one integration-test binary, so that the engine is linked once.

mod demo;
