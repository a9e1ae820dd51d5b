package io.github.batch4j.spring.timeline;

/** A page that has the list and one request of the timeline in it, measures both at 400 pixels, and shows their DOM. */
final class NarrowPage {

    private static final String PAGE = """
            <!doctype html>
            <body>
              <script type="module">
                const frames = ["", "#{id}"].map((hash) => {
                  const frame = document.createElement("iframe");
                  frame.width = 400;
                  frame.src = `/manage/batch4j${hash}`;
                  document.body.append(frame);
                  return frame;
                });
                const shown = ({ contentDocument }) => contentDocument.querySelector("main > section:not([hidden])");
                while (!frames.every(shown)) {
                  await new Promise((resolve) => setTimeout(resolve, 20));
                }
                const tooWide = ({ contentDocument: { documentElement } }) =>
                  documentElement.scrollWidth - documentElement.clientWidth;
                const rowsWithoutFocus = ({ contentDocument }) =>
                  [...contentDocument.querySelectorAll("#list tbody tr, #work .trip")].filter((row) => {
                    const target = row.querySelector("a[href], summary");
                    target?.focus();
                    return target?.tabIndex !== 0 || contentDocument.activeElement !== target;
                  }).length;
                document.body.dataset.tooWide = frames.map(tooWide);
                document.body.dataset.rowsWithoutFocus = frames.map(rowsWithoutFocus);
                document.body.replaceChildren(...frames.map((frame) => document.importNode(shown(frame), true)));
              </script>
            """;

    private NarrowPage() {}

    static String of(long id) {
        return PAGE.replace("{id}", Long.toString(id));
    }
}
