/// Providers whose code breaks a rule that the kit reads from the class files. The code is never run.
package dev.connectorproxy.contract.payment.memory.code;
