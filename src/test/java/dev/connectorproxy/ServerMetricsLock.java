package dev.connectorproxy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/// For tests that start a server with Helidon's metrics: they run one after another, because Helidon 4.5.0 keeps its
/// key performance indicators in a static map that is not thread-safe. Other tests run beside them.
@ResourceLock("io.helidon.webserver.observe.metrics.KeyPerformanceIndicatorMetricsImpls")
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ServerMetricsLock {}
