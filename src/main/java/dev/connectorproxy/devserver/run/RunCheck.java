package dev.connectorproxy.devserver.run;

/// What a run checks over all pages that it fetched.
enum RunCheck {
    /// No row comes twice.
    DOUBLES("doubles"),
    /// No list that has more returns to a state that it had.
    STATE_MOVES("stateMoves"),
    /// A list that was read to its end brings nothing again, except rows that have changed.
    POLL_STABILITY("pollStability"),
    /// The install tree and the capabilities of the provider agree.
    INSTALL_TREE("installTree"),
    /// Every payment that another one adjusts appears, too.
    PARENTS("parents"),
    /// The provider left no row out.
    SKIPPED("skipped"),
    /// No page has a warning.
    PAGE_WARNINGS("pageWarnings");

    private final String text;

    RunCheck(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// The result of a check, in ascending order.
    enum Verdict {
        NOT_CHECKED("notChecked"),
        PASSED("passed"),
        WARNING("warning"),
        FAILED("failed");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
