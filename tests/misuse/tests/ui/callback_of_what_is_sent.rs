//! A handle that goes to another thread takes its callbacks along.

use ffi_gen_runtime_tests::posts::Post;
use std::rc::Rc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let post = Post::new().ok_or("memory")?;
    let shared = Rc::new(1);
    post.on(move |letter| letter + *shared);
    std::thread::spawn(move || post.send(1));
    Ok(())
}
