#!/bin/sh
# Prints the home of a JDK 25 or newer: JAVA_HOME first, then the javac on the PATH, then the usual places.
least=25

version_of() { # the feature version of the JDK at $1, or 0
    [ -x "$1/bin/javac" ] || { echo 0; return; }
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p' | grep . || echo 0
}

try() {
    [ "$(version_of "$1")" -ge "$least" ] && { echo "$1"; exit 0; }
}

[ -n "$JAVA_HOME" ] && try "$JAVA_HOME"
on_path=$(command -v javac) && try "$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")"
for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    try "$home"
done

cat >&2 <<END
connector-proxy needs a JDK $least or newer, and none was found.
Install one (Debian: apt-get install temurin-25-jdk from adoptium.net; macOS: brew install openjdk@25;
anywhere: sdk install java 25-tem) or set JAVA_HOME to where it is.
END
exit 1
