package dev.connectorproxy.contract.payment.memory;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// A run of tests inside a test.
public final class KitRun implements TestExecutionListener {
    private static final LauncherConfig ALONE =
            LauncherConfig.builder()
                    .enableLauncherSessionListenerAutoRegistration(false)
                    .enableLauncherDiscoveryListenerAutoRegistration(false)
                    .enableTestExecutionListenerAutoRegistration(false)
                    .enablePostDiscoveryFilterAutoRegistration(false)
                    .build();

    private final Set<String> ran = new ConcurrentSkipListSet<>();
    private final Set<String> failed = new ConcurrentSkipListSet<>();
    private final TreeMap<String, String> skipped = new TreeMap<>();
    private final ConcurrentSkipListMap<String, String> details = new ConcurrentSkipListMap<>();

    private KitRun() {}

    /// Runs what is selected, with one configuration parameter, one test after the other.
    public static KitRun of(DiscoverySelector what, String key, String value) {
        var run = new KitRun();
        var request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(what)
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                        .configurationParameter(key, value)
                        .build();
        LauncherFactory.create(ALONE).execute(request, run);
        return run;
    }

    /// The names of the tests that ran.
    public Set<String> ran() {
        return new TreeSet<>(ran);
    }

    /// The names of the methods that failed, or of whose tests one failed.
    public Set<String> failed() {
        return new TreeSet<>(failed);
    }

    /// Why what was skipped was skipped.
    TreeMap<String, String> skipped() {
        return skipped;
    }

    public String details() {
        return String.join("\n", details.values());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.put(name(test), reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            ran.add(test.getUniqueId());
        }
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            failed.add(name(test));
            var why = result.getThrowable().map(Throwable::toString).orElse("");
            details.put(
                    test.getUniqueId(),
                    name(test) + ": " + why.substring(0, Math.min(why.length(), 600)));
        }
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(it -> ((MethodSource) it).getMethodName())
                .orElse(test.getDisplayName());
    }
}
