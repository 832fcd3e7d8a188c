use ::core::ffi::{c_char, c_int};
use ::core::mem::offset_of;

unsafe extern "C" {
    /// widget_new:
    ///
    /// # Parameters
    ///
    /// - `parent`: (nullable) (transfer none): the parent widget
    /// - `title`: (array length=n): the title
    /// - `n`: how many
    ///
    /// Makes a widget, see #Widget and widget_free().
    ///
    /// # Returns
    ///
    /// (transfer full): a new #Widget
    ///
    /// Since: 2.4
    pub fn widget_new(parent: *mut widget, title: *mut *const c_char, n: c_int) -> *mut widget;
}

/// Widget:
///
/// # Parameters
///
/// - `width`: how wide
///
/// ```text
///   widget_free (widget);
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct widget {
    pub width: c_int,
}

impl Default for widget {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<widget>() == 4);
    assert!(align_of::<widget>() == 4);
    assert!(offset_of!(widget, width) == 0);
};

/// Widget:
///
/// # Parameters
///
/// - `width`: how wide
///
/// ```text
///   widget_free (widget);
/// ```
pub type Widget = widget;

unsafe extern "C" {
    /// Indented.
    ///
    /// code block
    pub fn widget_free(widget: *mut Widget);

    /// widget_draw:
    ///
    /// # Parameters
    ///
    /// - `widget`: a `Widget *` or %NULL, ``with `ticks` ``
    ///
    /// An old \`quotation' stays as it is, and so does one \` alone.
    ///
    /// ```text
    /// widget_draw (`widget`);
    ///   widget_draw (NULL);
    /// ```
    ///
    /// ```text
    /// fn runs() -> ! { panic!() }
    /// ```
    ///
    /// Text goes on. |\[not code\]|
    ///
    /// ```text
    /// assert!(false);
    /// ```
    pub fn widget_draw(widget: *mut Widget);
}
