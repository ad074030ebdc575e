package dev.connectorproxy.contract.payment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The rule that a test checks; its failure names the rule.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Checks {
    ReviewRule value();
}
