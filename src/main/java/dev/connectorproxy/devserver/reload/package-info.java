/// Loading providers again after their code has changed, and what that changes in what they fetch.
package dev.connectorproxy.devserver.reload;
