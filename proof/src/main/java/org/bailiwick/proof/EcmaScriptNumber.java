package org.bailiwick.proof;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.stream.Stream;

/** Writes a double as ECMAScript does (ECMA-262 Number::toString, as RFC 8785 section 3.2.2.3 demands). */
final class EcmaScriptNumber {
    private EcmaScriptNumber() {}

    static String format(double value) {
        if (Math.abs(value) <= Json.MAX_INTEGER && value == (long) value) {
            return Long.toString((long) value);
        }
        return (value < 0 ? "-" : "") + positive(shortest(Math.abs(value)));
    }

    /** The fewest digits that read back as this double; among equally short ones the closest to it. */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (digits.precision() != 2) {
            return digits;
        }
        // Double.toString never looks for fewer than two digits: 4.9E-324, where ECMAScript writes 5e-324.
        BigDecimal below = digits.setScale(digits.scale() - 1, RoundingMode.DOWN);
        BigDecimal exact = new BigDecimal(value);
        return Stream.of(below, below.add(below.ulp())).filter(one -> one.doubleValue() == value)
                .min(Comparator.comparing(one -> one.subtract(exact).abs())).map(BigDecimal::stripTrailingZeros)
                .orElse(digits);
    }

    /** The names k and n are those of ECMA-262: k digits, the decimal point after the n-th. */
    private static String positive(BigDecimal shortest) {
        String digits = shortest.unscaledValue().toString();
        int k = digits.length();
        int n = k - shortest.scale();
        if (k <= n && n <= 21) {
            return digits + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return digits.substring(0, n) + "." + digits.substring(n);
        }
        if (-6 < n && n <= 0) {
            return "0." + "0".repeat(-n) + digits;
        }
        String exponent = (n > 0 ? "+" : "-") + Math.abs(n - 1);
        return digits.charAt(0) + (k > 1 ? "." + digits.substring(1) : "") + "e" + exponent;
    }
}
