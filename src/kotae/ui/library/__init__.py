"""The library tab: documents and libraries added, removed, brought up to date."""
