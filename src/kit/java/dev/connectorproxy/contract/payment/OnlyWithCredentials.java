package dev.connectorproxy.contract.payment;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariables;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Disables live tests that do not name the environment variable that enables them. JUnit checks whether it is set.
final class OnlyWithCredentials implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var test = context.getRequiredTestClass();
        boolean named =
                AnnotationSupport.isAnnotated(test, EnabledIfEnvironmentVariable.class)
                        || AnnotationSupport.isAnnotated(test, EnabledIfEnvironmentVariables.class);
        return named
                ? ConditionEvaluationResult.enabled("names the variable with its credentials")
                : ConditionEvaluationResult.disabled(
                        "no EnabledIfEnvironmentVariable names the credentials of "
                                + test.getName());
    }
}
