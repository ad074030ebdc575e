package dev.connectorproxy.declarative;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Makes an idempotency key of a task: whatever the arguments are, since a target that has carried out the task must not carry it out a
/// second time because an argument, such as a time, is another one.
final class TaskKey {
    private static final int BYTES = 16;

    private TaskKey() {}

    /// 32 hexadecimal digits, from which the task cannot be learned.
    static String of(String task, String command) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((command + "\n" + task).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
