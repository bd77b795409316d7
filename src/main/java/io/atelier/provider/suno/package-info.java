/** Suno: music, by the protocol that sunoapi.org and kie.ai speak alike but for their codes. */
@NullMarked
package io.atelier.provider.suno;

import org.jspecify.annotations.NullMarked;
