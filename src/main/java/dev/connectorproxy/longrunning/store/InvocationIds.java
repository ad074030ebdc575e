package dev.connectorproxy.longrunning.store;

import java.security.SecureRandom;
import java.util.UUID;

/// Ids of invocations: UUID version 7 (RFC 9562), which sort by their time of creation.
final class InvocationIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private InvocationIds() {}

    static String next(long millis) {
        long high = millis << 16 | 0x7000L | RANDOM.nextLong() & 0xFFFL;
        long low = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
