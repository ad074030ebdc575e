package dev.connectorproxy.egress;

import java.io.IOException;

/// A response exceeded a size limit while it was read.
final class AnswerTooLarge extends IOException {
    AnswerTooLarge(String what) {
        super(what);
    }
}
