/* Stands in for libx265 in the bundle.
 *
 * The libheif of pillow-heif's wheels is linked to libx265, which is under the GPL, and cannot be
 * loaded without it. Pictrove only reads pictures, so the bundle holds this instead: it has the
 * functions that libheif looks for when it is loaded, and answers that no encoder is there.
 * libheif then refuses to write HEIC, and reads it as before. No line of x265 is in here.
 */

#ifdef _WIN32
#define OFFERED __declspec(dllexport)

/* What Windows calls first, because there is no C library that would have it. */
int __stdcall DllMainCRTStartup(void *library, unsigned long reason, void *reserved) {
    (void)library;
    (void)reason;
    (void)reserved;
    return 1;
}
#else
#define OFFERED
#endif

OFFERED const void *X265_API_GET(int bit_depth) {
    (void)bit_depth;
    return 0;
}

OFFERED void x265_cleanup(void) {}
