package dev.connectorproxy.egress;

import java.io.IOException;

/// An answer went over a bound while it was read.
final class AnswerTooLarge extends IOException {
    AnswerTooLarge(String what) {
        super(what);
    }
}
