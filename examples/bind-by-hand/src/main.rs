//! Puts books on a shelf and takes one off.
#![forbid(unsafe_code)]

use bind_by_hand::{Shelf, leap_years};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut shelf = Shelf::new(2).ok_or("no memory")?;
    shelf.put("Middlemarch", 1871)?;
    shelf.put("Ulysses", 1922)?;
    let error = shelf.put("Emma", 1815).unwrap_err();
    println!("a third book: {error}");

    // The book is the shelf's: `shelf.put(…)` does not compile while `first` is used.
    if let Some(first) = shelf.at(0) {
        println!(
            "{} came out in {}",
            first.title().unwrap_or("?"),
            first.year()
        );
    }
    println!(
        "years after 1900: {}",
        shelf.sum(|year| i32::from(year > 1900))
    );

    let taken = shelf.take("Ulysses")?;
    drop(shelf);
    println!("{} outlives its shelf", taken.title().unwrap_or("?"));
    println!("leap years: {}", leap_years(&[1871, 1922, 2000, 2024]));
    Ok(())
}
