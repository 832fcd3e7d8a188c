/**
 * widget_new:
 * @parent: (nullable) (transfer none): the parent widget
 * @title: (array length=n): the title
 * @n: how many
 *
 * Makes a widget, see #Widget and widget_free().
 *
 * Returns: (transfer full): a new #Widget
 *
 * Since: 2.4
 */
struct widget *widget_new(struct widget *parent, const char **title, int n);

/**
 * Widget:
 * @width: how wide
 *
 * |[<!-- language="C" -->
 *   widget_free (widget);
 * ]|
 */
typedef struct widget { int width; } Widget;

    /* Indented.
     *
     *     code block
     */
void widget_free(Widget *widget);

/**
 * widget_draw:
 * @widget: a `Widget *` or %NULL, ``with `ticks` ``
 *
 * An old `quotation' stays as it is, and so does one ` alone.
 *
 * ```c
 * widget_draw (`widget`);
 *   widget_draw (NULL);
 * ```
 *
 * |[
 * fn runs() -> ! { panic!() }
 * ]| Text goes on. |[not code]|
 *
 * ~~~
 * assert!(false);
 */
void widget_draw(Widget *widget);
