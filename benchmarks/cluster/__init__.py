"""A build by several processes against one."""
