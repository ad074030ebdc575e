/// The connector `smtp`: e-mails, with Angus Mail. No class of Angus Mail is loaded before the first one.
package dev.connectorproxy.connector.smtp;
